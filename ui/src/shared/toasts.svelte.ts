// Short messages at the foot of the window, with a way to undo.
import { wireError } from '../ipc/call.ts';
import { errorText } from './errors.ts';

/** What a message offers; `undoes` where it takes back what was done, so that Ctrl+Z means it. */
export interface ToastAction { label: string; run: () => void; undoes?: boolean }
export interface Toast {
  id: number; text: string; kind: 'plain' | 'bad'; until: number; ms: number;
  action: ToastAction | null;
}

let list = $state<Toast[]>([]);
let counter = 0;
/** Open dialogs, the topmost last: what lies outside of one cannot be pressed, so the messages stand inside of it. */
let dialogs = $state.raw<HTMLElement[]>([]);

export const toasts = {
  get list(): Toast[] {
    return list;
  },
  /** Where the messages stand: in the topmost dialog, null for the window itself. */
  get host(): HTMLElement | null {
    return dialogs.at(-1) ?? null;
  },
  /** Tells of a dialog that opened; the returned function tells that it is gone. */
  within(dialog: HTMLElement): () => void {
    dialogs = [...dialogs, dialog];
    return () => void (dialogs = dialogs.filter((other) => other !== dialog));
  },
  /** Undoes what the newest message offers to undo, as Ctrl+Z means it; false where none does. */
  act(): boolean {
    const newest = list.findLast((toast) => toast.action?.undoes);
    if (!newest?.action) return false;
    toasts.dismiss(newest.id);
    newest.action.run();
    return true;
  },
  dismiss(id: number): void {
    list = list.filter((toast) => toast.id !== id);
  },
  /** Whoever read them is gone, and what they offer is not for the next. */
  clear(): void {
    list = [];
  },
};

/** Shows a message for `ms`; with an action it stays longer. Returns a function that takes it away. */
export function toast(text: string, options: { kind?: 'plain' | 'bad'; ms?: number; action?: ToastAction } = {}): () => void {
  const id = ++counter;
  const ms = options.ms ?? (options.action || options.kind === 'bad' ? 8000 : 4000);
  list = [...list, { id, text, kind: options.kind ?? 'plain', until: Date.now() + ms, ms, action: options.action ?? null }].slice(-4);
  setTimeout(() => toasts.dismiss(id), ms);
  return () => toasts.dismiss(id);
}

/** An error as a sentence at the foot of the window. */
export function toastError(error: unknown): void {
  const told = wireError(error);
  // The login screen says it.
  if (told.code !== 'not_logged_in') toast(errorText(told), { kind: 'bad' });
}
