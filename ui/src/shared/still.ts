// What is under way to the office stays as it was given: its place takes nothing more meanwhile, and keeps the focus, so that
// one goes on where one was when it comes back with an error.
import type { Attachment } from 'svelte/attachments';

const refused = ['beforeinput', 'keydown', 'click', 'paste', 'cut', 'drop'] as const;

function refuse(event: Event): void {
  if (event instanceof KeyboardEvent && (event.key === 'Tab' || event.key === 'Escape')) return;
  event.preventDefault();
  event.stopPropagation();
}

/** `{@attach still(busy)}`: what is inside can be read and passed through, and not be changed. */
export function still(busy: boolean): Attachment<HTMLElement> {
  return (place) => {
    if (!busy) return undefined;
    place.dataset['still'] = '';
    place.ariaBusy = 'true';
    for (const kind of refused) place.addEventListener(kind, refuse, true);
    return () => {
      delete place.dataset['still'];
      place.ariaBusy = null;
      for (const kind of refused) place.removeEventListener(kind, refuse, true);
    };
  };
}
