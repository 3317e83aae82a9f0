// A notice in words, and the place that it leads to. The office says what happened; how it is said depends on the language.
import type { NoticeRow } from '../ipc/types.ts';
import { errorText } from '../shared/errors.ts';
import { fullTime } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';
import type { Place } from '../shared/nav.svelte.ts';
import { mayMail, session } from '../shared/session.svelte.ts';

/** One line that says what happened. */
export function noticeTitle(row: NoticeRow): string {
  const who = row.who || (row.event === 'reminder' ? t('contacts-no-client') : t('notice-number', { number: row.number }));
  let key = `notice-${row.event.replaceAll('_', '-')}`;
  if (row.event === 'approval' && row.approved === false) key = 'notice-declined';
  if (row.event === 'mention' && !row.by) key = 'notice-mention-plain';
  return t(key, { who, days: row.days ?? 0, by: row.by ?? '', name: row.what });
}

/** What more there is to say: the matter, and under it the beginning of a letter or a note. */
export function noticeLines(row: NoticeRow): string[] {
  const lines = [row.event === 'mailing_finished' ? t('notice-mailing-counts', { sent: row.sent ?? 0, failed: row.failed ?? 0 }) : row.what];
  if (row.error) lines.push(errorText(row.error));
  if (row.deadline !== null) lines.push(t('notice-deadline', { when: fullTime(row.deadline) }));
  lines.push(row.text.trim());
  return lines.filter(Boolean);
}

/** Where and by whom, small and pale; a mention says the person, a gift says who gave it. */
export function noticeFoot(row: NoticeRow): string {
  const number = row.number ? t('notice-number', { number: row.number }) : '';
  const also = row.event === 'mention' ? row.who : row.event === 'assigned' ? (row.by ?? '') : '';
  return [number, also].filter(Boolean).join(' · ');
}

/** What a click opens; nothing where there is no such screen for whoever sits here. */
export function noticePlace({ noun, noun_id }: Pick<NoticeRow, 'noun' | 'noun_id'>): Place | null {
  if (noun === 'request') return { screen: 'requests', view: 'all', id: noun_id };
  if (noun === 'reminder') return { screen: 'contacts', tab: 'reminders', id: noun_id };
  if (noun === 'mailing' && mayMail()) return { screen: 'mailings', id: noun_id };
  if (noun === 'mailbox' && session.may('manage_settings')) return { screen: 'settings', tab: 'mailbox' };
  return null;
}
