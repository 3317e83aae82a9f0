// Ctrl+Enter (⌘↵) saves from any field of a dialog, also from a text of several lines.
import { isMac } from '../shared/keys.ts';

export function saveKey(save: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    save();
  };
}
