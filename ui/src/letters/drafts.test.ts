// M10: one request may have several drafts of one writer: what is being typed is never swapped for another, and none is lost.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, type Asked } from '../../test/office-b.ts';
import '../../test/later.ts';
import type { Commands } from '../ipc/commands.ts';
import type { Draft, Id, Request } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import Composer from './Composer.svelte';
import { Writing } from './writing.svelte.ts';

const draft = (id: Id, html: string): Draft => ({ id, request_id: 3, letter_id: 10, to: [{ name: '', address: `to${id}@x.example` }], cc: [], bcc: [], subject: 'Re: A', html, files: [], updated_at: 0 });
const request = (held: Draft | null): Request => ({ id: 3, who: 'Анна', email: null, phone: null, client: null, client_id: null, items: [], last_letter_id: 10, draft: held }) as unknown as Request;

/** The office with its drafts: it begins a new one only where there is none, and turns its newest. */
function office(...drafts: Draft[]): { asked: Asked[]; drafts: Map<Id, Draft>; newest: () => Draft | null } {
  const held = new Map(drafts.map((one) => [one.id, one]));
  const newest = (): Draft | null => [...held.values()].sort((a, b) => b.id - a.id)[0] ?? null;
  const gone = (): never => { throw { code: 'not_found', params: {}, detail: null }; };
  const asked = answer({
    'requests.get': () => request(newest()),
    'requests.declined': () => ({ do_not_write: false, opted_out: [] }),
    'drafts.start': () => { const one = newest() ?? draft(90 + held.size, ''); held.set(one.id, one); return one; },
    'drafts.save': ({ id, ...text }) => { held.set(id, { ...(held.get(id) ?? gone()), ...text }); return { updated_at: 1 }; },
    'drafts.remove': ({ id }) => { held.delete(id); return { deed_id: null }; },
    'requests.reply': ({ draft_id }) => { if (!held.delete(draft_id)) gone(); return { letter_id: 50, undo_until: Date.now() + 10_000 }; },
    'sms.can_send': () => false,
  } satisfies { [N in keyof Commands]?: (args: Commands[N][0]) => Commands[N][1] });
  return { asked, drafts: held, newest };
}

beforeEach(() => begin('uk'));

describe('m10_another_draft_appears', () => {
  test('m10_it_takes_the_place_of_none_that_is_written_and_is_there_when_that_one_is_sent', async () => {
    const { drafts, newest } = office(draft(1, '<p>А</p>'));
    const writing = new Writing(3);
    writing.follow(newest());
    writing.changed('<p>А і ще</p>');
    drafts.set(2, draft(2, '<p>Б</p>'));
    writing.follow(newest());
    expect([writing.draft?.id, writing.html, writing.other?.id]).toEqual([1, '<p>А і ще</p>', 2]);
    await writing.save();
    expect([drafts.get(1)?.html, drafts.get(2)?.html]).toEqual(['<p>А і ще</p>', '<p>Б</p>']);
    drafts.delete(1);
    writing.forget(1);
    writing.follow(newest());
    expect([writing.draft?.id, writing.html, writing.other]).toEqual([2, '<p>Б</p>', null]);
  });

  test('m10_one_goes_to_it_and_back_and_both_keep_their_text', async () => {
    const { drafts, newest } = office(draft(1, '<p>А</p>'));
    const writing = new Writing(3);
    writing.follow(newest());
    drafts.set(2, draft(2, '<p>Б</p>'));
    writing.changed('<p>А1</p>');
    writing.follow(newest());
    await writing.open(writing.other as Draft);
    writing.follow(newest());
    writing.changed('<p>Б1</p>');
    expect([writing.draft?.id, writing.other?.id]).toEqual([2, 1]);
    await writing.open(writing.other as Draft);
    expect([writing.draft?.id, writing.html, writing.other?.html]).toEqual([1, '<p>А1</p>', '<p>Б1</p>']);
    expect([drafts.get(1)?.html, drafts.get(2)?.html]).toEqual(['<p>А1</p>', '<p>Б1</p>']);
  });

  test('m10_a_letter_whose_draft_is_gone_with_its_files_is_not_sent_at_once', async () => {
    const { drafts, newest } = office({ ...draft(1, '<p>А</p>'), files: [{ id: 7, name: 'макет.pdf', size: 9 }] as Draft['files'] });
    const writing = new Writing(3);
    writing.follow(newest());
    writing.changed('<p>А і ще</p>');
    drafts.clear();
    expect(await writing.ready()).toBe(false);
    expect([writing.error?.code, writing.html, writing.files]).toEqual(['draft_gone', '<p>А і ще</p>', []]);
    expect(await writing.ready()).toBe(true);
  });

  test('m10_where_nothing_was_written_it_is_shown_and_the_empty_one_goes', async () => {
    const { drafts, newest } = office();
    const writing = new Writing(3);
    const begun = await writing.start(10);
    drafts.set(200, draft(200, '<p>Б</p>'));
    writing.follow(newest());
    expect([writing.draft?.id, writing.html]).toEqual([200, '<p>Б</p>']);
    await waitFor(() => expect(drafts.has(begun?.id ?? 0)).toBe(false));
  });

  test('m10_turned_to_another_letter_the_text_of_one_never_gets_into_the_other', async () => {
    const { drafts, newest } = office(draft(1, '<p>А</p>'));
    const writing = new Writing(3);
    writing.follow(newest());
    writing.changed('<p>А1</p>');
    drafts.set(2, draft(2, '<p>Б</p>'));
    await writing.start(11, false, true);
    expect([writing.draft?.id, writing.html, writing.other?.html]).toEqual([2, '<p>Б</p>', '<p>А1</p>']);
    writing.changed('<p>Б1</p>');
    await writing.save();
    expect([drafts.get(1)?.html, drafts.get(2)?.html]).toEqual(['<p>А1</p>', '<p>Б1</p>']);
  });

  test('m10_one_line_says_so_and_opens_it', async () => {
    const { drafts, newest } = office(draft(1, '<p>А</p>'));
    const view = render(Composer, { request: request(newest()), onsent: () => Promise.resolve(), onnewer: () => Promise.resolve(), onback: () => undefined });
    await screen.findByTitle('to1@x.example');
    drafts.set(2, draft(2, '<p>Б</p>'));
    await view.rerender({ request: request(newest()) });
    screen.getByText(t('write-other'));
    screen.getByTitle('to1@x.example');
    await fireEvent.click(screen.getByRole('button', { name: t('write-other-open') }));
    await screen.findByTitle('to2@x.example');
  });
});

test('m10_what_was_said_of_one_draft_is_not_said_of_the_next', async () => {
  answer({
    'requests.declined': () => ({ do_not_write: false, opted_out: [] }), 'drafts.start': () => draft(2, ''),
    'requests.reply': () => { throw { code: 'newer_letter', params: {}, detail: null }; },
  });
  render(Composer, { request: request(draft(1, '<p>А</p>')), onsent: () => Promise.resolve(), onnewer: () => Promise.resolve(), onback: () => undefined });
  await fireEvent.click(screen.getByRole('button', { name: new RegExp(`^${t('write-send')}`, 'u') }));
  await screen.findByText(t('write-newer'));
  await fireEvent.click(screen.getByRole('button', { name: t('write-discard') }));
  await fireEvent.click(await screen.findByRole('button', { name: new RegExp(t('write-hint'), 'u') }));
  await screen.findByTitle('to2@x.example');
  expect(screen.queryByText(t('write-newer'))).toBeNull();
});

describe('m10_a_draft_goes_in_another_window', () => {
  test('m10_what_was_saved_closes_and_one_that_was_just_begun_does_not', async () => {
    const { drafts, newest } = office(draft(1, '<p>А</p>'));
    const writing = new Writing(3);
    writing.follow(newest());
    drafts.clear();
    writing.follow(newest());
    expect(writing.draft).toBeNull();
    await writing.start(10);
    writing.follow(null);
    expect(writing.draft).not.toBeNull();
  });

  test('m10_what_is_being_typed_gets_a_draft_of_its_own', async () => {
    const { drafts, newest } = office(draft(1, '<p>А</p>'));
    const writing = new Writing(3);
    writing.follow(newest());
    drafts.clear();
    writing.changed('<p>А і ще</p>');
    writing.follow(null);
    expect(writing.html).toBe('<p>А і ще</p>');
    expect(await writing.save()).toBe(true);
    expect([...drafts.values()].map(({ html }) => html)).toEqual(['<p>А і ще</p>']);
    expect([writing.draft?.id, writing.error]).toEqual([newest()?.id, null]);
  });
});

describe('m10_files_on_their_way', () => {
  const file = { id: 7, name: 'План.pdf', size: 9 };

  test('m10_the_letter_waits_for_them', async () => {
    let come: () => void = () => undefined;
    const coming = new Promise<void>((resolve) => { come = resolve; });
    const asked = answer({
      'drafts.attach': async () => { await coming; return { ...draft(1, ''), files: [file] }; }, 'drafts.save': () => ({ updated_at: 1 }),
    });
    const writing = new Writing(3);
    writing.follow(draft(1, '<p>Файл прикріплено</p>'));
    void writing.attach(['/План.pdf']);
    const ready = writing.ready();
    writing.changed('<p>Файл прикріплено!</p>');
    come();
    expect([await ready, writing.files, writing.forgotAttachment()]).toEqual([true, [file], false]);
    expect(asked.map(({ name }) => name)).toEqual(['drafts.attach', 'drafts.save']);
  });

  test('m10_one_that_does_not_come_stops_the_letter_once_and_stays_said_though_others_come_and_text_is_saved', async () => {
    answer({
      'drafts.attach': ({ path }) => { if (path === '/Фільм.mkv') throw { code: 'files_too_big', params: {}, detail: null }; return { ...draft(1, ''), files: [file] }; },
      'drafts.save': () => ({ updated_at: 1 }),
    });
    const writing = new Writing(3);
    writing.follow(draft(1, '<p>А</p>'));
    void writing.attach(['/Фільм.mkv', '/План.pdf']);
    expect(await writing.ready()).toBe(false);
    writing.changed('<p>А1</p>');
    // Whoever sends once more has read it.
    expect([await writing.ready(), writing.fileError?.code, writing.files]).toEqual([true, 'files_too_big', [file]]);
  });
});
