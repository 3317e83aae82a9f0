// Words of the window: Fluent messages of locales/, in the chosen language, changed without a restart.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Language } from '../ipc/types.ts';

const files = import.meta.glob<string>('../../../locales/*/*.ftl', { query: '?raw', import: 'default', eager: true });
export const languages: readonly Language[] = ['uk', 'ru', 'en'];
/** Each language in its own words, for those who cannot read the others. */
export const languageNames: Record<Language, string> = { uk: 'Українська', ru: 'Русский', en: 'English' };

const bundles = new Map<Language, FluentBundle>();
let current = $state<Language>('en');

function bundle(language: Language): FluentBundle {
  const known = bundles.get(language);
  if (known) return known;
  // Isolation marks would end up in copied text and in file names.
  const made = new FluentBundle(language, { useIsolating: false });
  for (const [path, text] of Object.entries(files)) {
    if (path.includes(`/locales/${language}/`)) made.addResource(new FluentResource(text));
  }
  bundles.set(language, made);
  return made;
}

export function language(): Language {
  return current;
}

/** The language of the system, when it is one of ours. */
export function systemLanguage(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return languages.find((code) => code === wanted[0]) ?? languages.find((code) => wanted.includes(code)) ?? 'en';
}

export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
}

function say(code: Language, key: string, params?: Record<string, FluentVariable>): string | null {
  const [id, attribute] = key.split('.') as [string, string | undefined];
  const message = bundle(code).getMessage(id);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return pattern ? bundle(code).formatPattern(pattern, params, []) : null;
}

/** The message `key` in the chosen language. A key that no file holds is shown as it is, so that it is noticed. */
export function t(key: string, params?: Record<string, FluentVariable>): string {
  return say(current, key, params) ?? say('en', key, params) ?? key;
}

/** Is there such a message? For codes that come from the office (statuses, errors, categories). */
export function has(key: string): boolean {
  return bundle(current).hasMessage(key) || bundle('en').hasMessage(key);
}

/** The message in every language: for words looked for in letters, whose language is not the window's. */
export function inAllLanguages(key: string): string[] {
  return languages.map((code) => say(code, key) ?? '').filter(Boolean);
}
