// Light, dark or as the system has it. The tokens are light-dark() pairs, so one property turns all of them.
import { memory } from './memory.svelte.ts';

export type Theme = 'system' | 'light' | 'dark';
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function theme(): Theme {
  return memory.get<Theme>('theme', 'system');
}

export function setTheme(next: Theme): void {
  memory.set('theme', next);
}

/** Inside an effect: keeps the document in the chosen theme. */
export function applyTheme(): void {
  const chosen = theme();
  document.documentElement.style.colorScheme = chosen === 'system' ? 'light dark' : chosen;
}
