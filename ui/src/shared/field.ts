// What a Field tells the control inside it: its id and the texts that describe it.
export const fieldKey = Symbol('field');
export interface FieldContext { id: string; label: () => string; described: () => string | undefined; invalid: () => boolean }
