// How many notices wait to be read, and what one looks at: the office keeps silent about that.
import { call } from '../ipc/call.ts';
import { onChanged } from '../ipc/events.ts';
import type { Id, NoticeCount } from '../ipc/types.ts';
import { Turns } from '../shared/again.ts';
import { nav } from '../shared/nav.svelte.ts';
import { session } from '../shared/session.svelte.ts';

const counting = new Turns();
let count = $state.raw<NoticeCount | null>(null);
let focused = $state(true);
let told: string | null = null;

/** The request that lies open in a window one has before oneself. */
function lookedAt(): { noun: string; id: Id } | null {
  const { screen, id } = nav.place;
  return focused && !session.locked && screen === 'requests' && id != null ? { noun: 'request', id } : null;
}

async function look(place: { noun: string; id: Id } | null): Promise<void> {
  const key = JSON.stringify(place);
  // Looking at nothing is what the office takes for granted.
  if (place === null && told === null) return;
  told = place === null ? null : key;
  await call('notices.look_at', place ?? { noun: null, id: null }).catch(() => undefined);
}

export const notices = {
  get unread(): number {
    return count?.unread ?? 0;
  },
  /** Why letters that are wanted cannot be written. */
  get trouble(): NoticeCount['trouble'] {
    return count?.trouble ?? null;
  },
  /** One asking at a time: of two under way the older could be answered last. */
  refresh(): Promise<void> {
    // Asked again with the next change; a count that could not be had disturbs nobody.
    return counting.again(() => call('notices.count').then((next) => void (count = next), () => undefined));
  },
  /** Begins to follow the office; returns the end of it. */
  follow(): () => void {
    void notices.refresh();
    focused = document.hasFocus();
    const focus = (): void => { focused = true; };
    const blur = (): void => { focused = false; };
    window.addEventListener('focus', focus);
    window.addEventListener('blur', blur);
    const stop = onChanged(['notice', 'notice_way', 'setting', 'mailbox', 'employee'], (changes) => {
      // Another program of this office may have told of what lies open here.
      const place = lookedAt();
      const then = place && changes.some((change) => change.noun === 'notice') ? look(place) : Promise.resolve();
      void then.then(notices.refresh);
    });
    return () => {
      stop();
      window.removeEventListener('focus', focus);
      window.removeEventListener('blur', blur);
      void look(null);
    };
  },
  /** Inside an effect: tells the office what one looks at. */
  tellPlace(): void {
    const place = lookedAt();
    if (JSON.stringify(place) !== told) void look(place);
  },
};
