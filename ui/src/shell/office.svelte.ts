// What the sidebar shows of the office: counts, the state of the sync, and the settings that screens read.
import { call } from '../ipc/call.ts';
import { on, onChanged } from '../ipc/events.ts';
import type { Counts, EmployeeRef, GeneralSettings, SyncStatus } from '../ipc/types.ts';
import { Turns } from '../shared/again.ts';
import { session } from '../shared/session.svelte.ts';

let counts = $state.raw<Counts | null>(null);
let sync = $state.raw<SyncStatus | null>(null);
let settings = $state.raw<GeneralSettings | null>(null);
let employees = $state.raw<EmployeeRef[]>([]);

const counting = new Turns();

async function ask<T>(work: Promise<T>, take: (value: T) => void): Promise<void> {
  // These are asked again with the next change; a count that could not be had disturbs nobody.
  await work.then(take, () => undefined);
}

export const desk = {
  get counts(): Counts | null {
    return counts;
  },
  get sync(): SyncStatus | null {
    return sync;
  },
  get settings(): GeneralSettings | null {
    return settings;
  },
  get employees(): EmployeeRef[] {
    return employees;
  },
  /** One asking at a time: of two under way the older could be answered last. */
  refreshCounts(): Promise<void> {
    return counting.again(() => ask(call('requests.counts'), (next) => (counts = next)));
  },
  /** Begins to follow the office; returns the end of it. */
  follow(): () => void {
    const all = (): void => {
      void desk.refreshCounts();
      void ask(call('mailbox.status'), (next) => (sync = next));
      void ask(call('office.settings'), (next) => (settings = next));
      void ask(call('employees.list'), (next) => (employees = next));
    };
    all();
    const stops = [
      on('sync', (next) => (sync = next)),
      onChanged(['request', 'letter', 'reminder', 'outbox', 'contact', 'unreadable'], () => void desk.refreshCounts(), 250),
      // A new day comes as a change of its own: what "today" means is told by the session.
      onChanged(['setting', 'mailbox', 'employee', 'day'], () => {
        void session.refresh().catch(() => undefined);
        all();
      }),
    ];
    // "Overdue" and "due today" change by the clock alone.
    const timer = setInterval(() => void desk.refreshCounts(), 60_000);
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  },
};
