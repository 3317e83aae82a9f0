// The names by which the steps of a mailing find what the page around them knows.
export const variablesKey = Symbol('variables');
