// How a reminder's day, category and count are said.
import type { Category, Look, ReminderRow } from '../ipc/types.ts';
import { shortDay } from '../shared/format.ts';
import { has, t } from '../shared/i18n.svelte.ts';

/** "5 reminders: 3 for today, 2 missed". */
export function lookText(look: Look): string {
  const params = { total: look.total, today: look.today, missed: look.missed };
  if (look.missed === 0) return t('launch-count-only-today', params);
  if (look.today === 0) return t('launch-count-only-missed', params);
  return t('launch-count-both', params);
}

/** In the launch dialog: the day when missed, otherwise the time, or "today" when it has none. */
export function whenInLook(reminder: ReminderRow): string {
  return reminder.missed ? shortDay(reminder.day, false) : (reminder.time ?? t('day-today'));
}

/** In tables: "19 Nov, Wed", "today, 10:00". One that is missed says more, and with a time it does without the day of the week. */
export function when(reminder: Pick<ReminderRow, 'day' | 'time'>, weekday = true): string {
  const day = shortDay(reminder.day, weekday || reminder.time === null);
  return reminder.time ? t('reminders-day-time', { day, time: reminder.time }) : day;
}

/** A category as the office named it; a shipped one without a name of its own in the window's language. */
export function categoryName(category: Category | undefined): string {
  if (!category) return '';
  return category.name || shippedName(category);
}

/** What a category was called when it was shipped; empty for one of the office's own. */
export function shippedName(category: Category): string {
  const key = `category-${(category.code ?? '').replaceAll('_', '-')}`;
  return category.code && has(key) ? t(key) : '';
}
