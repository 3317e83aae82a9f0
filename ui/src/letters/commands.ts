// Squire tells its shortcuts by their letter; in a Cyrillic layout the same keys are told by their place.
import type Squire from 'squire-rte';
import { isMac } from '../shared/keys.ts';

type Act = (editor: Squire) => void;

const acts: Record<string, Act> = {
  KeyB: (editor) => (editor.hasFormat('B') ? editor.removeBold() : editor.bold()),
  KeyI: (editor) => (editor.hasFormat('I') ? editor.removeItalic() : editor.italic()),
  KeyU: (editor) => (editor.hasFormat('U') ? editor.removeUnderline() : editor.underline()),
  KeyZ: (editor) => editor.undo(),
  KeyY: (editor) => editor.redo(),
};

/** What a key with Ctrl (⌘) does to the text, where Squire does not know its letter. */
export function command(event: KeyboardEvent): Act | null {
  const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!held || event.altKey || event.isComposing || /^[a-z]$/iu.test(event.key)) return null;
  if (event.shiftKey) return event.code === 'KeyZ' ? (acts['KeyY'] ?? null) : null;
  return acts[event.code] ?? null;
}
