// D3: the three languages hold the same messages, none with an error in it, and every message asked for exists.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const locales = join(import.meta.dirname, '../../locales');
const languages = ['en', 'uk', 'ru'];
const files = readdirSync(join(locales, 'en')).filter((name) => name.endsWith('.ftl'));

function text(language: string, file: string): string {
  return readFileSync(join(locales, language, file), 'utf8');
}

/** Words that do not change with the number before them: prepositions, units, participles. */
const sameBesideAnyNumber = new Set('з із из до на с в у за вже уже тому назад'.split(' '));

/** Ids as they are written, with the variables each one uses. */
function messages(source: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  let id = '';
  for (const line of source.split('\n')) {
    const start = /^(-?[a-zA-Z][\w-]*)\s*=/u.exec(line);
    if (start) {
      id = start[1] ?? '';
      found.set(id, new Set());
    }
    if (!line.startsWith('#')) for (const variable of line.matchAll(/\$([\w-]+)/gu)) found.get(id)?.add(variable[1] ?? '');
  }
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(svelte|ts)$/u.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('D3 words', () => {
  it('are in the same files in every language', () => {
    for (const language of languages) expect(readdirSync(join(locales, language)).sort()).toEqual([...files].sort());
  });

  it.each(files)('%s holds the same messages with the same variables', (file) => {
    const english = messages(text('en', file));
    for (const language of languages) {
      const here = messages(text(language, file));
      expect([...here.keys()].sort(), language).toEqual([...english.keys()].sort());
      for (const [id, variables] of here) {
        const missing = [...variables].filter((name) => !english.get(id)?.has(name));
        expect(missing, `${language} ${id} uses what English does not know`).toEqual([]);
      }
    }
  });

  it.each(languages)('parse in %s, each message once', (language) => {
    const bundle = new FluentBundle(language);
    const known = new Set<string>();
    for (const file of files) {
      const source = text(language, file);
      const written = messages(source);
      expect(bundle.addResource(new FluentResource(source)), file).toEqual([]);
      for (const id of written.keys()) {
        expect(id.startsWith('-') || bundle.hasMessage(id), `${id} in ${file} is not read`).toBe(true);
        expect(known.has(id), `${id} is twice`).toBe(false);
        known.add(id);
      }
    }
  });

  it.each(['uk', 'ru'])('count by the rules of %s: one, few, many', (language) => {
    const bundle = new FluentBundle(language, { useIsolating: false });
    for (const file of files) bundle.addResource(new FluentResource(text(language, file)));
    const say = (days: number): string => bundle.formatPattern(bundle.getMessage('request-overdue')?.value ?? '', { days });
    const words = [1, 2, 5, 11, 21, 22].map((days) => say(days).split(' ').at(-1));
    expect(words).toEqual(language === 'uk' ? ['день', 'дні', 'днів', 'днів', 'день', 'дні'] : ['день', 'дня', 'дней', 'дней', 'день', 'дня']);
  });

  it.each(['uk', 'ru'])('never put one form of a word beside every number in %s', (language) => {
    const wrong: string[] = [];
    for (const file of files) {
      for (const [, id = '', body = ''] of text(language, file).matchAll(/^([a-z][\w-]*) =((?:.|\n(?=[ \t}]))*)/gmu)) {
        for (const [, variants = ''] of body.matchAll(/\{ \$\w+ ->((?:[^{}]|\{[^{}]*\})*)\}/gu)) {
          const forms = [...variants.matchAll(/\[(\w+)\]/gu)].map((match) => match[1]);
          if (forms.includes('one') && !(forms.includes('few') && (forms.includes('many') || variants.includes('*[other]')))) wrong.push(`${id}: ${forms.join(' ')}`);
        }
        const counted = [...body.matchAll(/\{ \$(\w+) ->/gu)].map((match) => match[1]);
        for (const [, variable = '', word = ''] of body.matchAll(/\{ \$(count|total|done|days|rows|rate|most|least|seconds|minutes|hours|n|all) \} ([\p{Ll}’]+)/gu)) {
          if (!counted.includes(variable) && !sameBesideAnyNumber.has(word)) wrong.push(`${id}: $${variable} ${word}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('asked for in the sources exist', () => {
    const known = new Set(files.flatMap((file) => [...messages(text('en', file)).keys()]));
    const asked = sources(join(import.meta.dirname, '../src')).flatMap((source) => [...source.matchAll(/\bt\(\s*'([a-z][\w-]*)'/gu)].map((match) => match[1] ?? ''));
    expect(asked.length).toBeGreaterThan(100);
    expect([...new Set(asked)].filter((id) => !known.has(id))).toEqual([]);
  });

  it('made of a code exist for every code', () => {
    const known = new Set(files.flatMap((file) => [...messages(text('en', file)).keys()]));
    const codes: Record<string, string[]> = {
      status: ['new', 'in-work', 'waiting', 'done', 'refused', 'spam'],
      view: ['open', 'mine', 'unassigned', 'overdue', 'urgent', 'no-reply', 'closed', 'archive', 'spam', 'all'],
      source: ['mail', 'phone', 'form', 'sms'], chip: ['open', 'closed', 'archive', 'spam', 'all'],
      why: ['first', 'in-reply-to', 'references', 'token', 'child', 'ours', 'moved', 'bounce'],
      event: ['created', 'assigned', 'unassigned', 'status', 'client', 'joined'],
      'settings': ['general', 'me', 'mailbox', 'backup'], screen: ['requests', 'contacts', 'clients', 'outbox', 'unreadable', 'settings'],
      'letter-kind': ['auto-reply', 'bounce', 'newsletter', 'mailing', 'opt-out'], 'palette-theme': ['system', 'light', 'dark'],
      request: ['failed', 'uncertain', 'not-delivered'], tool: ['bold', 'italic', 'underline', 'strike', 'bullets', 'numbers', 'quote'],
      error: ('wrong_password app_password_needed imap_off refused timeout unknown_host certificate start_tls_missing not_imap not_smtp cut too_big protocol newer_schema damaged locked read_only disk_full '
        + 'not_found no_keyring keyring_locked newer_letter no_recipient bad_address no_mailbox forbidden not_logged_in bad_request no_such_command not_first_start too_late refused_recipient temporary '
        + 'unreachable tls no_tls tls_expected injected login_disabled browser_login_needed too_many bye command stopped address_not_ascii address_not_latin recipients_refused smtp_refused bad_header '
        + 'bad_message_id bad_date files_too_big busy bad_data invalid_zone no_password database_damaged database_locked database_read_only cannot_open_database not_our_database schema_differs '
        + 'migration_failed database_unsuitable no_database_connection row_not_found not_unique row_referred_to row_rule_broken sql_column sql_type transaction_aborted transaction_nested copy_differs file '
        + 'permanent uncertain connection unique foreign_key sql io unreadable invalid_template invalid_day empty_text bad_phone window unknown').replaceAll('_', '-').split(' '),
    };
    const missing = Object.entries(codes).flatMap(([prefix, list]) => list.map((code) => `${prefix}-${code}`)).filter((id) => !known.has(id));
    expect(missing).toEqual([]);
  });

  it('stand in no component', () => {
    const components = (folder: string): [string, string][] => readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return components(path);
      return entry.name.endsWith('.svelte') ? [[entry.name, readFileSync(path, 'utf8')]] : [];
    });
    for (const [name, source] of components(join(import.meta.dirname, '../src'))) {
      // Nor do names of keys: they are others on a Mac.
      expect(source.match(/'(?:Ctrl|Alt|Shift) [^']*'/gu), name).toBeNull();
      const markup = source.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/gu, '');
      expect(markup.match(/[а-яіїєґ]+/giu), name).toBeNull();
    }
  });
});
