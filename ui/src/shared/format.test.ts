// Dates as each language writes them (D3).
import { expect, test } from 'vitest';
import { fullTime, lowerFirst, shortDay } from './format.ts';
import { setLanguage } from './i18n.svelte.ts';

test('d3_a_short_month_cannot_be_taken_for_a_word', () => {
  const at = Date.UTC(2020, 10, 16, 9, 40);
  setLanguage('uk');
  expect(fullTime(at)).toMatch(/^16 лист\. 2020,/u);
  expect(shortDay('2020-11-16', false)).toBe('16 лист. 2020');
  expect(shortDay('2020-03-05', false)).toBe('5 бер. 2020');
  setLanguage('ru');
  expect(fullTime(at)).toMatch(/^16 нояб 2020,/u);
  setLanguage('en');
  expect(shortDay('2020-11-16', false)).toBe('16 Nov 2020');
});

test('d3_a_title_within_a_sentence_keeps_its_abbreviation', () => {
  expect(['SMS', 'Імпорт SMS', 'Згода на SMS', 'Я', ''].map(lowerFirst)).toEqual(['SMS', 'імпорт SMS', 'згода на SMS', 'я', '']);
});
