// Days and times as people type them.
import { describe, expect, test } from 'vitest';
import { begin } from '../../test/office-b.ts';
import { addMonths, dayMeant, dayText, timeMeant, weeksAround } from './dates.ts';

describe('k2_typed_dates', () => {
  const today = '2026-11-21';
  test.each([
    ['21.11.2026', '2026-11-21'], ['1.2', '2026-02-01'], ['5', '2026-11-05'], ['3/12/26', '2026-12-03'], ['2027-01-09', '2027-01-09'],
    ['завтра', '2026-11-22'], ['Сьогодні', '2026-11-21'], ['29.02.2028', '2028-02-29'],
    ['29.02.2026', null], ['31.11', null], ['0.1', null], ['колись', null], ['', null],
  ])('%s', (text, day) => {
    begin('uk');
    expect(dayMeant(text, today)).toBe(day);
  });

  test('shown as the language writes it', () => {
    begin('uk');
    expect(dayText('2026-11-21')).toBe('21.11.2026');
    begin('en');
    expect(dayText('2026-11-21')).toBe('21/11/2026');
    expect(dayText('')).toBe('');
  });

  test.each([['9', '09:00'], ['930', '09:30'], ['9:30', '09:30'], ['17.05', '17:05'], ['1705', '17:05'], ['24', null], ['9:75', null], ['x', null]])('time %s', (text, time) => {
    expect(timeMeant(text)).toBe(time);
  });

  test('a month is six whole weeks from Monday', () => {
    const weeks = weeksAround('2026-11-21');
    expect([weeks[0]?.[0], weeks[5]?.[6]]).toEqual(['2026-10-26', '2026-12-06']);
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });
});
