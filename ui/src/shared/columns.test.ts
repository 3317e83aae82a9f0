// K1, K4: a table leaves out columns, those first that one misses least, so that the others can be read.
import { beforeEach, describe, expect, test } from 'vitest';
import { begin } from '../../test/office-b.ts';
import { when } from '../reminders/words.ts';
import { fitting } from './columns.ts';

const columns = [
  { key: 'date', title: 'Дата', width: 84 }, { key: 'information', title: 'Інформація', width: 216, grow: true }, { key: 'email', title: 'Електронна адреса', width: 140 },
  { key: 'employee', title: 'Співробітник', width: 86 }, { key: 'menu', title: '', width: 28 },
];
const keys = (width: number): string[] => fitting(columns, width, ['email', 'employee'], 60).map(({ key }) => key);

beforeEach(() => begin('uk'));

describe('k1_columns', () => {
  test('k1_columns_give_way_one_after_the_other_and_never_those_that_are_read', () => {
    expect(keys(718)).toEqual(['date', 'information', 'email', 'employee', 'menu']);
    expect(keys(717)).toEqual(['date', 'information', 'employee', 'menu']);
    expect(keys(561)).toEqual(['date', 'information', 'menu']);
    expect(keys(100)).toEqual(['date', 'information', 'menu']);
  });

  test('k4_a_missed_reminder_with_a_time_says_its_day_without_the_day_of_the_week', () => {
    expect([when({ day: '2026-11-17', time: null }, false), when({ day: '2026-11-17', time: '10:00' }, false), when({ day: '2026-11-27', time: '10:00' })]).toEqual(['17 лист., вт', '17 лист., 10:00', '27 лист., пт, 10:00']);
  });
});
