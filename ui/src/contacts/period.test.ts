// Periods and instants: in the office's zone, across daylight saving, month ends and the turn of a year.
import { describe, expect, test } from 'vitest';
import { begin } from '../../test/office-b.ts';
import { dayOf } from '../shared/format.ts';
import { askedContacts, usualContacts } from './filters.ts';
import { instant, wall } from './instant.ts';
import { nextWeek, range, type Preset } from './period.ts';

const covers = (preset: Preset, today: string): string => {
  const { from, to } = range({ preset, from: null, to: null }, today);
  return `${from ?? ''}..${to ?? ''}`;
};

describe('k1_period_presets', () => {
  test.each<[Preset, string, string]>([
    ['today', '2026-11-21', '2026-11-21..2026-11-21'],
    ['until_today', '2026-11-21', '..2026-11-21'],
    ['tomorrow', '2026-12-31', '2027-01-01..2027-01-01'],
    ['tomorrow', '2028-02-28', '2028-02-29..2028-02-29'],
    ['this_week', '2026-11-22', '2026-11-16..2026-11-22'],
    ['this_week', '2026-11-23', '2026-11-23..2026-11-29'],
    ['last_week', '2027-01-02', '2026-12-21..2026-12-27'],
    ['this_month', '2026-02-28', '2026-02-01..2026-02-28'],
    ['this_month', '2028-02-10', '2028-02-01..2028-02-29'],
    ['last_month', '2026-03-31', '2026-02-01..2026-02-28'],
    ['last_month', '2026-01-31', '2025-12-01..2025-12-31'],
    ['this_month', '2026-12-31', '2026-12-01..2026-12-31'],
    ['this_year', '2026-07-01', '2026-01-01..2026-12-31'],
    ['all', '2026-07-01', '..'],
    // The weeks in which the clocks of Kyiv change.
    ['this_week', '2026-03-29', '2026-03-23..2026-03-29'],
    ['tomorrow', '2026-10-24', '2026-10-25..2026-10-25'],
    ['this_week', '2026-10-25', '2026-10-19..2026-10-25'],
  ])('%s on %s', (preset, today, expected) => expect(covers(preset, today)).toBe(expected));

  test('own period keeps its open ends', () => {
    expect(range({ preset: 'own', from: '2026-11-01', to: null }, '2026-11-21')).toEqual({ from: '2026-11-01', to: null });
  });

  test('next week is its Monday', () => {
    expect(nextWeek('2026-11-22')).toBe('2026-11-23');
    expect(nextWeek('2026-11-23')).toBe('2026-11-30');
    expect(nextWeek('2026-12-31')).toBe('2027-01-04');
  });
});

describe('k1_today_is_the_offices', () => {
  test.each([
    ['2026-11-21T21:59:59Z', '2026-11-21'],
    ['2026-11-21T22:00:00Z', '2026-11-22'],
    // Summer time: three hours ahead, the day begins at 21:00 UTC.
    ['2026-07-31T21:00:00Z', '2026-08-01'],
    // The last hour before and the first after the clocks go back.
    ['2026-10-25T00:30:00Z', '2026-10-25'],
    ['2026-10-25T21:30:00Z', '2026-10-25'],
    ['2026-10-25T22:30:00Z', '2026-10-26'],
  ])('%s is %s in Kyiv', (at, day) => {
    begin('uk', { now: Date.parse(at) });
    expect(dayOf(Date.parse(at))).toBe(day);
    expect(askedContacts({ ...usualContacts, period: { preset: 'today', from: null, to: null } }, '').from).toBe(day);
  });
});

describe('k2_date_of_a_contact', () => {
  const zone = 'Europe/Kyiv';
  test('there and back through both changes of the clock', () => {
    for (const at of ['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-07-01T09:15:00Z', '2026-10-25T02:00:00Z', '2026-12-31T22:30:00Z']) {
      const shown = wall(Date.parse(at), zone);
      expect(instant(shown.day, shown.time, zone)).toBe(Date.parse(at));
    }
  });

  test('a time that was skipped moves on, one that comes twice is the first', () => {
    expect(new Date(instant('2026-03-29', '03:30', zone)).toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(new Date(instant('2026-10-25', '03:30', zone)).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  test('zones west of Greenwich and half hours', () => {
    expect(new Date(instant('2026-11-21', '23:30', 'America/New_York')).toISOString()).toBe('2026-11-22T04:30:00.000Z');
    expect(new Date(instant('2026-11-21', '05:30', 'Asia/Kolkata')).toISOString()).toBe('2026-11-21T00:00:00.000Z');
  });
});
