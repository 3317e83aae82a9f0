// Shortcuts by the place of the key, not by its letter: they work in a Cyrillic layout as well.

/** A handler that gives `false` leaves the key to the browser. Names: "Mod+KeyK", "Shift+KeyR", "KeyJ", "ArrowDown"; "?" alone is told by its sign, whose place differs by layout. */
export type Keys = Record<string, (event: KeyboardEvent) => unknown>;

export const isMac = navigator.platform.startsWith('Mac');

function nameOf(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  return `${mod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.code}`;
}

/** Is the person writing somewhere? Then single letters are text. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[contenteditable="true"]')) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** A dialog or something opened under a button has the keys: what is behind it sleeps. The messages at the foot cover nothing. */
function isCovered(target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest('dialog, [popover]:not([role="status"])')) return true;
  return document.querySelector('dialog[open]') !== null;
}

/** Binds keys to the window while an effect lives: `$effect(() => bindKeys({ KeyJ: next }))`. */
export function bindKeys(keys: Keys, options: { everywhere?: boolean } = {}): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if (!options.everywhere && isCovered(event.target)) return;
    const name = nameOf(event);
    const run = event.key === '?' ? keys['?'] : keys[name];
    if (!run) return;
    // A key that is held down goes on stepping; what it does besides is done once.
    if (event.repeat && !/(?:Arrow\w+|KeyJ|KeyK)$/u.test(name)) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && event.code !== 'Escape' && !/^F\d/u.test(event.code);
    if (plain && isWriting(event.target)) return;
    // There Option with an arrow goes by words and with a digit writes a sign.
    if (isMac && event.altKey && !event.metaKey && !event.ctrlKey && isWriting(event.target)) return;
    // Enter and space belong to the button that has the focus.
    if ((name === 'Enter' || name === 'Space') && event.target instanceof Element && event.target.closest('button, a, summary, [role="button"]')) return;
    if (run(event) !== false) event.preventDefault();
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}

function composing(event: KeyboardEvent): void {
  if (event.isComposing) event.stopPropagation();
}

/** While a word is put together by an input method, its Enter, arrows and Esc belong to that word alone. */
export function leaveComposing(): () => void {
  window.addEventListener('keydown', composing, true);
  return () => window.removeEventListener('keydown', composing, true);
}

/** A shortcut as people read it: "Mod+KeyK" → "Ctrl K". */
export function keyText(name: string): string {
  return name
    .split('+')
    .map((part) => {
      if (part === 'Mod') return isMac ? '⌘' : 'Ctrl';
      if (part === 'Alt') return isMac ? '⌥' : 'Alt';
      const signs: Record<string, string> = { Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Slash: '/', Comma: ',', Space: '␣' };
      return signs[part] ?? part.replace(/^Key|^Digit/u, '');
    })
    .join(' ');
}
