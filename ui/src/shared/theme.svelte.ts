// Light, dark or as the system has it. The tokens are light-dark() pairs, so one property turns all of them.
import { memory } from './memory.svelte.ts';

export type Theme = 'system' | 'light' | 'dark';
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

const media = window.matchMedia('(prefers-color-scheme: dark)');
let systemDark = $state(media.matches);
media.addEventListener('change', () => (systemDark = media.matches));

export function theme(): Theme {
  return memory.get<Theme>('theme', 'system');
}

export function setTheme(next: Theme): void {
  memory.set('theme', next);
}

/** For what cannot use the tokens: the frames that letters are shown in. */
export function isDark(): boolean {
  return theme() === 'dark' || (theme() === 'system' && systemDark);
}

/** Inside an effect: keeps the document in the chosen theme. */
export function applyTheme(): void {
  const chosen = theme();
  document.documentElement.style.colorScheme = chosen === 'system' ? 'light dark' : chosen;
}
