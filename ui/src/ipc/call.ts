// The one door from the window to the office: `call("requests.list", {…})`, typed by the command table.
import { invoke } from '@tauri-apps/api/core';
import type { Gives, Name, Takes } from './commands.ts';
import type { WireError } from './types.ts';

export type Door = (name: string, args: unknown) => Promise<unknown>;

let door: Door = (name, args) => invoke('rpc', { name, args });

/** Another door: the invented office of the tests and of `VITE_FAKE=1 npm run dev`. */
export function useDoor(other: Door): void {
  door = other;
}

let loggedOut: () => void = () => undefined;

/** Calls `then` when the office answers that nobody is logged in any more: the screen belongs to nobody. */
export function whenLoggedOut(then: () => void): void {
  loggedOut = then;
}

/** Asks the office; rejects with a WireError and with nothing else. */
export async function call<N extends Name>(
  name: N,
  ...args: Record<string, never> extends Takes<N> ? [args?: Takes<N>] : [args: Takes<N>]
): Promise<Gives<N>> {
  try {
    return (await door(name, args[0] ?? {})) as Gives<N>;
  } catch (error) {
    const told = wireError(error);
    if (told.code === 'not_logged_in') loggedOut();
    throw told;
  }
}

/** Whatever was thrown, as an error that the window can say. */
export function wireError(error: unknown): WireError {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    const known = error as Partial<WireError> & { code: string };
    return { code: known.code, params: known.params ?? {}, detail: known.detail ?? null };
  }
  return { code: 'window', params: {}, detail: error instanceof Error ? error.message : String(error) };
}
