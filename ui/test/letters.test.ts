// The reading frame, addresses, links in plain text and the forgotten attachment: without a window.
import { beforeEach, describe, expect, it } from 'vitest';
import { useDoor } from '../src/ipc/call.ts';
import { readAddresses, isAddress } from '../src/letters/addresses.ts';
import { amounts } from '../src/letters/amounts.ts';
import { documentOf, prepare, style, type Colours } from '../src/letters/frame.ts';
import { withoutQuoteMarks } from '../src/letters/snippet.ts';
import { pieces } from '../src/letters/links.svelte.ts';
import { Writing } from '../src/letters/writing.svelte.ts';
import { endOfDay } from '../src/requests/deadline.ts';
import { session } from '../src/shared/session.svelte.ts';
import { setLanguage } from '../src/shared/i18n.svelte.ts';
import { shortTime, size } from '../src/shared/format.ts';
import { calls, commands, door } from './office.ts';

const light: Colours = { dark: false, ink: '#000', page: '#fff', accent: '#00f', hair: '#eee', dim: '#555' };

beforeEach(() => {
  useDoor(door);
  session.take({ ...(commands['session.get']?.({}) as never as typeof session.current), time_zone: 'Europe/Kyiv' });
  setLanguage('uk');
  calls.length = 0;
});

describe('m8_the_frame', () => {
  it('m8_holds_no_script_no_address_and_no_network', () => {
    const prepared = prepare('<p onclick="x()">A <a href="https://evil.example/x">bank.example</a></p><script>x()</script><form action="/x"><input></form><style>*{}</style><iframe src="//x"></iframe>');
    expect(prepared.targets).toEqual(['https://evil.example/x']);
    expect(prepared.html).not.toMatch(/href|script|onclick|<form|<input|<style|<iframe/u);
    const page = documentOf(prepared, light);
    expect(page).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
  });

  it('m8_puts_a_letter_with_colours_of_its_own_on_white_paper_in_the_dark', () => {
    const dark = { ...light, dark: true, page: '#17181b' };
    expect(prepare('<table><tr><td bgcolor="#fff">A</td></tr></table>').paper).toBe(true);
    expect(prepare('<p style="color: #222">A</p>').paper).toBe(true);
    expect(prepare('<p>The colour of it</p>').paper).toBe(false);
    expect(style(dark, true)).toContain('background:#ffffff');
    expect(style(dark, false)).toContain('background:#17181b');
  });

  it('m8_leaves_no_hole_where_the_quotation_was', () => {
    expect(prepare('<div>A<br><br></div><div><p>&nbsp;</p><br></div>').html).toBe('<div>A</div>');
    expect(prepare('<p>A</p><p><img src="data:image/gif;base64,AA=="></p>').html).toContain('<img');
  });

  it('m8_makes_addresses_in_plain_text_into_links_and_nothing_else', () => {
    const found = pieces('Див. https://promin.example/a?b=1, або пишіть на office@promin.example. javascript:alert(1)').filter((piece) => piece.target);
    expect(found.map((piece) => piece.target)).toEqual(['https://promin.example/a?b=1', 'mailto:office@promin.example']);
  });
});

describe('m8_amounts', () => {
  it('m8_no_line_ends_inside_of_an_amount', () => {
    const whole = (text: string): string[] => amounts(text).filter((part) => part.whole).map((part) => part.text);
    expect(whole('800 шт. × 17 ₴ = 13 600 ₴, зі знижкою — 12 920,50 грн. До 1 000 000 штук')).toEqual(['17 ₴', '13 600 ₴', '12 920,50 грн', '1 000 000']);
    expect(whole('у 2026 році, 700х400, 12.11.2026 10:40, № 2026-00012')).toEqual([]);
    expect(whole('999 100 200 300 400 грн; у 2026 100 000 ₴')).toEqual(['999 100 200 300 400 грн', '100 000 ₴']);
    const text = 'Разом 2 000 ₴.';
    expect(amounts(text).map((part) => part.text).join('')).toBe(text);
    expect(prepare('<p>Разом <b>2 000 ₴</b>.</p>').html).toBe('<p>Разом <b><span style="white-space: nowrap;">2 000 ₴</span></b>.</p>');
  });
});

describe('m8_rows_of_numbers', () => {
  it('m8_a_row_of_numbers_is_no_amount_and_may_end_anywhere', () => {
    for (const row of ['100 200 300 400 500 600 700 800', '100 200 300 400 500 600']) expect(amounts(`Тиражі: ${row}, дзвоніть`).filter((part) => part.whole)).toEqual([]);
    expect(prepare('<p>100 200 300 400 500 600 700 800</p>').html).toBe('<p>100 200 300 400 500 600 700 800</p>');
  });
});

describe('m8_sizes', () => {
  it('m8_a_letter_of_usual_size_is_read_in_the_size_of_plain_ones', () => {
    const sheet = style(light, false);
    expect(sheet).toContain('.letter{');
    expect(/\.letter\{[^}]*font:13px/u.test(sheet)).toBe(true);
    expect(sheet).toContain('.letter font[size="3"],.letter font[size="+0"]{font-size:13px}');
    // What the letter says itself stays.
    expect(prepare('<p style="font-size: 11pt">A</p>').html).toContain('font-size: 11pt');
  });
});

describe('r3_the_words_around_what_was_found', () => {
  it('r3_the_marks_of_quoted_lines_are_left_out', () => {
    expect(withoutQuoteMarks('> > 1. \u0002Ціна\u0003. Рахунок')).toBe('1. \u0002Ціна\u0003. Рахунок');
    expect(withoutQuoteMarks('…Складати почнемо. >> 5. \u0002Ціна\u0003. >> >> Дедлайн >')).toBe('…Складати почнемо. 5. \u0002Ціна\u0003. Дедлайн >');
    expect(withoutQuoteMarks('… >> Добрий день! > Дякую')).toBe('… Добрий день! Дякую');
    expect(withoutQuoteMarks('Промінь <office@deskbell.example> пише: >Добрий день')).toBe('Промінь <office@deskbell.example> пише: Добрий день');
    expect(withoutQuoteMarks('> \u00025\u0003) Лак')).toBe('\u00025\u0003) Лак');
    expect(withoutQuoteMarks('товщина >= 5 мм, <b>A</b> -> B')).toBe('товщина >= 5 мм, <b>A</b> -> B');
  });
});

describe('r3_a_sign_that_says_something', () => {
  it('r3_a_real_greater_than_sign_stays', () => {
    for (const said of ['якщо > 5000 шт.', 'Файл > Друк > PDF', '> 5000 шт. дешевше', '…> 5000 шт.', 'Знижка. > \u00025000\u0003 шт.', 'Тираж: > 12 шт.', 'Відкрийте \u0002Файл\u0003 > Друк']) expect(withoutQuoteMarks(said)).toBe(said);
  });
});

describe('m10_writing', () => {
  it('m10_reads_addresses_as_people_paste_them', () => {
    expect(readAddresses('"Коваль, Олена" <o@x.example>; b@y.example,\n Іван Франко <i@z.example>')).toEqual([
      { name: 'Коваль, Олена', address: 'o@x.example' }, { name: '', address: 'b@y.example' }, { name: 'Іван Франко', address: 'i@z.example' },
    ]);
    expect(['a@b.example', 'a@b', 'a b@c.example', 'я@приклад.укр'].map(isAddress)).toEqual([true, false, false, true]);
  });

  it('m10_notices_a_forgotten_attachment_in_three_languages_but_not_in_the_quotation', async () => {
    const writing = new Writing(5);
    await writing.start(null);
    const forgot = (html: string): boolean => {
      writing.changed(html);
      return writing.forgotAttachment();
    };
    expect(['<div>Рахунок у вкладенні</div>', '<div>Файл прикріплено</div>', '<div>Счёт во вложении</div>', '<div>Please see the attached file</div>'].map(forgot)).toEqual([true, true, true, true]);
    expect(['<div>Дякуємо!</div>', '<div>Дякуємо!</div><blockquote>Рахунок у вкладенні</blockquote>', '<div>We reattempt</div>'].map(forgot)).toEqual([false, false, false]);
    const signed = '<div>--&nbsp;</div><div>Прайс завжди у вкладенні до листа</div><ul><li>Файл прикріплено</li></ul>';
    expect([`<div>Дякуємо!</div>${signed}`, `<div>Рахунок у вкладенні</div>${signed}`].map(forgot)).toEqual([false, true]);
    await writing.attach(['/x/Рахунок.pdf']);
    expect(forgot('<div>Рахунок у вкладенні</div>')).toBe(false);
  });

  it('m10_a_draft_nobody_wrote_in_leaves_no_trace_and_a_written_one_is_saved', async () => {
    const untouched = new Writing(4);
    await untouched.start(null);
    await untouched.leave();
    expect(calls.map((one) => one.name)).toEqual(['drafts.start', 'drafts.remove']);
    calls.length = 0;
    const written = new Writing(4);
    await written.start(null);
    written.changed('<div>Добрий день</div>');
    await written.leave();
    expect(calls.map((one) => one.name)).toEqual(['drafts.start', 'drafts.save']);
  });

  it('m10_a_late_answer_never_brings_back_what_was_thrown_away_nor_overwrites_what_is_typed', async () => {
    const writing = new Writing(9);
    const draft = await writing.start(null);
    writing.changed('<div>нове</div>');
    writing.follow(draft);
    expect(writing.html).toBe('<div>нове</div>');
    await writing.discard();
    writing.follow(draft);
    expect(writing.draft).toBeNull();
  });
});

describe('d3_forms', () => {
  it('d3_writes_times_and_sizes_in_the_language', () => {
    session.take({ ...session.current, time_zone: 'Europe/Kyiv', now: Date.parse('2026-11-21T10:00:00Z') });
    setLanguage('uk');
    expect([shortTime(Date.parse('2026-11-21T08:31:00Z')), shortTime(Date.parse('2026-11-18T07:12:00Z')), shortTime(Date.parse('2026-03-05T07:12:00Z'))]).toEqual(['10:31', 'ср 09:12', '5 бер.']);
    expect(size(887).replace(/\s/gu, ' ')).toBe('0,9 кБ');
    expect(size(184_000).replace(/\s/gu, ' ')).toBe('184 кБ');
    setLanguage('en');
    expect(shortTime(Date.parse('2025-03-05T07:12:00Z'))).toBe('5 Mar 2025');
  });

  it('r15_a_deadline_is_the_end_of_the_day_in_the_office', () => {
    expect(new Date(endOfDay('2026-11-20')).toISOString()).toBe('2026-11-20T21:59:00.000Z');
    expect(new Date(endOfDay('2026-07-01')).toISOString()).toBe('2026-07-01T20:59:00.000Z');
  });
});
