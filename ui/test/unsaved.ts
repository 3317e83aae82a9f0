// An office that remembers, and a window that is closed and opened again over it.
import { waitFor } from '@testing-library/svelte';
import { expect } from 'vitest';
import { publish } from '../src/ipc/events.ts';
import type { GeneralSettings, Json, Session } from '../src/ipc/types.ts';
import { memory } from '../src/shared/memory.svelte.ts';
import { session } from '../src/shared/session.svelte.ts';
import { answer, begin, type Asked } from './office-b.ts';

const settings: GeneralSettings = {
  office_name: 'Промінь', language: 'uk', number_template: '{yyyy}-{00000}', conversation_order: 'oldest', archive_days: 14, no_reply_days: 3, time_zone: '', country: 'UA', lock_minutes: 15,
};

/** An office that remembers what it is told, also for a window opened later. */
export function remembering(more: Parameters<typeof answer>[0] = {}): { asked: Asked[]; remembered: Map<string, Json> } {
  begin('uk');
  const remembered = new Map<string, Json>();
  let held = settings;
  const asked = answer({
    'office.settings': () => held, 'office.update': (next) => (held = next), 'session.get': () => JSON.parse(JSON.stringify(session.current)) as Session,
    'memory.all': () => Object.fromEntries(remembered),
    'memory.set': ({ key, value }) => { if (value === null) remembered.delete(key); else remembered.set(key, value as Json); return null; }, ...more,
  });
  return { asked, remembered };
}

/** The window is closed, and another one opened over the same office. */
export async function reopen(view: { unmount: () => void }, remembered: Map<string, Json>): Promise<void> {
  publish('closing', null);
  await waitFor(() => expect([...remembered.keys()].some((key) => key.startsWith('unsaved '))).toBe(true));
  view.unmount();
  begin('uk', { employee: { id: 1, name: 'Олена Коваль' } });
  await memory.load();
}
