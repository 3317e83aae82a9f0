// The general settings while they are being changed, and what is wrong with them.
import type { Day, GeneralSettings } from '../ipc/types.ts';
import { numberExample } from './number.ts';

export const archiveDays = { least: 0, most: 3650 };
export const lockMinutes = { least: 0, most: 1440 };
export const noReplyDays = { least: 1, most: 365 };

export interface Problem { key: string; params?: Record<string, string | number> }
export type GeneralProblems = Partial<Record<'office_name' | 'number_template' | 'archive_days' | 'no_reply_days' | 'lock_minutes', Problem>>;

function days(value: number | null, limits: { least: number; most: number }): Problem | null {
  const fits = value !== null && Number.isInteger(value) && value >= limits.least && value <= limits.most;
  return fits ? null : { key: 'settings-days-wrong', params: limits };
}

export function templateProblem(template: string, today: Day): Problem | null {
  const example = numberExample(template, today, 1);
  if ('text' in example) return null;
  return example.wrong === 'digits' ? { key: 'settings-number-digits' } : { key: 'settings-number-unknown', params: { part: example.part } };
}

export function generalProblems(settings: GeneralSettings, today: Day): GeneralProblems {
  const found: [keyof GeneralProblems, Problem | null][] = [
    ['office_name', settings.office_name.trim() ? null : { key: 'settings-office-name-required' }],
    ['number_template', templateProblem(settings.number_template, today)],
    ['archive_days', days(settings.archive_days, archiveDays)],
    ['no_reply_days', days(settings.no_reply_days, noReplyDays)],
    ['lock_minutes', days(settings.lock_minutes, lockMinutes) && { key: 'settings-minutes-wrong', params: lockMinutes }],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}
