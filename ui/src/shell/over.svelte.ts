// What lies over the screen, one at a time.
export type Over = 'palette' | 'keys' | 'about' | 'new-request' | 'notices';

let shown = $state<Over | null>(null);
/** The button that opened it, where the focus goes back to, is kept by the dialog itself. */
export const over = {
  get shown(): Over | null {
    return shown;
  },
  open(what: Over): void {
    shown = what;
  },
  close(): void {
    shown = null;
  },
};
