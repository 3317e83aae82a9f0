// S1–S3: what is typed into a mailing while the office answers stays, and nothing is done that was given up.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin, clientRow } from '../../test/office-b.ts';
import { remembering, reopen } from '../../test/unsaved.ts';
import { Pages } from '../contacts/pages.svelte.ts';
import type { ClientRow, Mailing, MailingCheck } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import ChooseClients from './ChooseClients.svelte';
import { hearClosing } from '../shell/leaving.ts';
import { OpenMailing } from './mailing.svelte.ts';
import MailingPage from './MailingPage.svelte';
import SendStep from './SendStep.svelte';
import TestDialog from './TestDialog.svelte';

const stored: Mailing = {
  id: 7, name: 'Знижка', channel: 'sms', texts: [{ language: null, subject: '', html: '', sms: 'Добрий день' }], consent_needed: true, not_within_days: 0, opt_out_line: true, opt_out_sms: false, per_minute: 0,
  quiet_from: '', quiet_to: '', start_at: null, state: 'draft', pause_reason: null, files: [], counts: {} as never, employee: null, created_at: 1, updated_at: 1, started_at: null, ended_at: null,
};
const withSms = (sms: string): Mailing => ({ ...stored, texts: [{ language: null, subject: '', html: '', sms }] });

/** Answers that come when they are let go, one after another. */
function gate(): { wait: () => Promise<void>; go: () => Promise<void> } {
  const held: (() => void)[] = [];
  return {
    wait: () => new Promise((resolve) => { held.push(resolve); }),
    go: async () => { await vi.waitFor(() => expect(held.length).toBeGreaterThan(0)); held.shift()?.(); await new Promise((resolve) => { setTimeout(resolve, 0); }); },
  };
}

beforeEach(() => begin('uk'));

describe('s2_choosing_clients', () => {
  test('s2_the_tick_over_the_rows_keeps_what_an_earlier_search_ticked', async () => {
    const of = (ids: number[]): ClientRow[] => ids.map((id) => clientRow({ id, name: `Клієнт ${id}` }));
    answer({ 'clients.list': ({ search }) => { const rows = of(search === 'б' ? [3, 4] : [1, 2]); return { rows, next: null, total: rows.length }; } });
    const onchosen = vi.fn();
    render(ChooseClients, { onclose: () => undefined, onchosen });
    await screen.findByText('Клієнт 1');
    const head = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('checkbox', { name: t('tick-all') });
    await fireEvent.click(head());
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'б' } });
    await screen.findByText('Клієнт 3');
    // As many are ticked as are shown, and none of those.
    expect([head().checked, head().indeterminate]).toEqual([false, true]);
    await fireEvent.click(head());
    await fireEvent.click(screen.getByRole('button', { name: t('mailing-choose-ticked', { count: 4 }) }));
    expect(onchosen).toHaveBeenCalledWith({ ids: [1, 2, 3, 4] });
    await fireEvent.click(head());
    await fireEvent.click(screen.getByRole('button', { name: t('mailing-choose-ticked', { count: 2 }) }));
    expect(onchosen).toHaveBeenLastCalledWith({ ids: [1, 2] });
  });
});

describe('s1_typing', () => {
  test('s1_an_answer_asked_before_something_was_typed_does_not_take_it_back', async () => {
    const [get, update] = [gate(), gate()];
    let first = true;
    answer({
      'mailings.get': async () => { if (first) first = false; else await get.wait(); return stored; },
      'mailings.update': async ({ fields }) => { await update.wait(); return { ...stored, ...fields }; },
    });
    const mailing = new OpenMailing(7);
    await mailing.read();
    const reading = mailing.read();
    mailing.changeText(null, { sms: 'Добрий вечір' });
    const saving = mailing.save();
    await get.go();
    await reading;
    expect(mailing.text(null).sms).toBe('Добрий вечір');
    // Asked while it is being kept, it may speak of before as well.
    const again = mailing.read();
    await update.go();
    await saving;
    await get.go();
    await again;
    expect(mailing.text(null).sms).toBe('Добрий вечір');
  });

  test('s1_what_another_desk_changed_is_read_when_all_is_kept', async () => {
    let sms = 'Добрий день';
    answer({ 'mailings.get': () => withSms(sms), 'mailings.update': ({ fields }) => ({ ...stored, ...fields }) });
    const mailing = new OpenMailing(7);
    await mailing.read();
    mailing.changeText(null, { sms: 'Добрий вечір' });
    await mailing.save();
    sms = 'Доброго ранку';
    await mailing.read();
    expect(mailing.text(null).sms).toBe('Доброго ранку');
  });

  test('s1_a_file_dropped_while_one_types_is_attached', async () => {
    const update = gate();
    const asked = answer({ 'mailings.get': () => stored, 'mailings.update': async ({ fields }) => { await update.wait(); return { ...stored, ...fields }; } });
    const mailing = new OpenMailing(7);
    await mailing.read();
    mailing.changeText(null, { sms: 'Добрий' });
    const attached = vi.fn(() => Promise.resolve(withSms('Добрий вечір')));
    const acting = mailing.act(attached);
    await waitFor(() => expect(asked.some(({ name }) => name === 'mailings.update')).toBe(true));
    mailing.changeText(null, { sms: 'Добрий вечір' });
    await update.go();
    await update.go();
    expect([await acting, attached.mock.calls.length, mailing.text(null).sms]).toEqual([true, 1, 'Добрий вечір']);
    expect(asked.filter(({ name }) => name === 'mailings.update')).toHaveLength(2);
  });
});

describe('s1_what_the_office_refuses', () => {
  const broken = { code: 'template', params: { field: 'sms' }, detail: null };
  const office = (): ReturnType<typeof remembering> => {
    let held = stored;
    return remembering({
      'mailings.get': () => held, 'mailings.messages': () => ({ rows: [], next: null, total: 0 }), 'mailings.variables': () => ({ fixed: [], fields: [], columns: [] }), 'mailings.report': () => ({ left_out: [] }) as never,
      'mailings.update': ({ fields }) => { if (fields.texts.some(({ sms }) => sms.includes('{{'))) throw broken; return (held = { ...held, ...fields }); },
    });
  };
  const sms = (): Promise<HTMLTextAreaElement> => screen.findByRole('textbox', { name: t('mailing-sms') });

  test('s1_stays_when_the_mailing_or_the_window_is_left_and_is_forgotten_once_it_is_mended', async () => {
    const { remembered } = office();
    await memory.load();
    const stop = hearClosing();
    nav.go({ screen: 'mailings', id: 7, tab: 'what' });
    const left = render(MailingPage, { id: 7 });
    await fireEvent.input(await sms(), { target: { value: 'Довгий лист {{' } });
    left.unmount();
    await waitFor(() => expect(remembered.has('unsaved mailing 7')).toBe(true));
    const again = render(MailingPage, { id: 7 });
    await waitFor(async () => expect((await sms()).value).toBe('Довгий лист {{'));
    await reopen(again, remembered);
    render(MailingPage, { id: 7 });
    await waitFor(async () => expect((await sms()).value).toBe('Довгий лист {{'));
    // Why it is not kept is said without a word typed.
    await screen.findByRole('alert');
    await fireEvent.input(await sms(), { target: { value: 'Довгий лист' } });
    await waitFor(() => expect(remembered.has('unsaved mailing 7')).toBe(false), { timeout: 3000 });
    stop();
  });

  test('s1_is_said_to_be_brought_back_and_can_be_thrown_away', async () => {
    const { remembered } = office();
    await memory.load();
    nav.go({ screen: 'mailings', id: 7, tab: 'what' });
    const left = render(MailingPage, { id: 7 });
    await fireEvent.input(await sms(), { target: { value: 'Довгий лист {{' } });
    expect(screen.queryByText(t('client-unsaved'), { exact: false })).toBeNull();
    left.unmount();
    await waitFor(() => expect(remembered.has('unsaved mailing 7')).toBe(true));
    render(MailingPage, { id: 7 });
    await screen.findByText(t('client-unsaved'), { exact: false });
    await screen.findByRole('alert');
    screen.getByText(t('mailing-not-kept'));
    await fireEvent.click(screen.getByRole('button', { name: t('client-unsaved-discard') }));
    await waitFor(async () => expect((await sms()).value).toBe('Добрий день'));
    expect([screen.queryByRole('alert'), screen.queryByText(t('client-unsaved'), { exact: false })]).toEqual([null, null]);
    await waitFor(() => expect(remembered.has('unsaved mailing 7')).toBe(false));
  });

  test('s1_is_kept_whatever_failed_and_forgotten_once_the_mailing_is_no_draft', async () => {
    let [state, code]: [Mailing['state'], string] = ['draft', 'connection'];
    const { remembered } = remembering({ 'mailings.get': () => ({ ...stored, state }), 'mailings.update': () => { throw { code, params: {}, detail: null }; } });
    await memory.load();
    const typed = async (): Promise<void> => {
      const mailing = new OpenMailing(7);
      await mailing.read();
      mailing.changeText(null, { sms: 'Вечір {{' });
      await mailing.save();
    };
    await typed();
    await waitFor(() => expect(remembered.has('unsaved mailing 7')).toBe(true));
    state = 'running';
    await new OpenMailing(7).read();
    await waitFor(() => expect(remembered.has('unsaved mailing 7')).toBe(false));
    [state, code] = ['draft', 'mailing_begun'];
    await typed();
    const later = new OpenMailing(7);
    await later.read();
    expect([later.brought, later.text(null).sms]).toEqual([false, 'Добрий день']);
  });

  test('s3_is_not_tried_in_its_older_words_and_a_test_is_filled_in_as_in_the_preview', async () => {
    const { asked } = office();
    const mailing = new OpenMailing(7);
    await mailing.read();
    render(TestDialog, { mailing, person: 31, onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/телефон/u), { target: { value: '+380672201145' } });
    mailing.changeText(null, { sms: '{{' });
    await fireEvent.click(screen.getByRole('button', { name: t('mailing-test-send') }));
    await screen.findByRole('alert');
    expect(asked.some(({ name }) => name === 'mailings.test')).toBe(false);
    mailing.changeText(null, { sms: 'Знижка' });
    await fireEvent.click(screen.getByRole('button', { name: t('mailing-test-send') }));
    await waitFor(() => expect(asked.find(({ name }) => name === 'mailings.test')?.args).toMatchObject({ id: 7, message_id: 31, way: 'sms' }));
  });
});

describe('s2_everybody_who_was_found', () => {
  test('s2_a_page_that_comes_already_is_waited_for', async () => {
    const page = gate();
    const pages = new Pages<ClientRow>(async (after) => { if (after) await page.wait(); return { rows: [clientRow({ id: after ? 2 : 1 })], next: after ? null : 'b', total: 2 }; });
    await pages.refresh(false);
    void pages.more();
    let read = false;
    void pages.more().then(() => (read = true));
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect(read).toBe(false);
    await page.go();
    expect([read, pages.rows.map(({ id }) => id)]).toEqual([true, [1, 2]]);
  });

  test('s2_everybody_is_found_by_the_office_without_a_walk_through_pages', async () => {
    const asked = answer({ 'clients.list': () => ({ rows: [clientRow({ id: 1 })], next: 'b', total: 2 }) });
    const onchosen = vi.fn();
    render(ChooseClients, { onclose: () => undefined, onchosen });
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'Львів ' } });
    await waitFor(() => expect(asked.at(-1)?.args).toMatchObject({ search: 'Львів' }));
    await fireEvent.click(await screen.findByRole('button', { name: t('mailing-choose-all', { count: 2 }) }));
    expect(onchosen.mock.calls).toEqual([[{ filter: { search: 'Львів' } }]]);
  });
});

describe('s3_before_sending', () => {
  const checked = (to_send: number): MailingCheck => ({ total: 9, to_send, emails: to_send, sms: 0, left_out: [], confirm_above: 50, sms_answered: true, problems: [] }) as never;

  test('s3_an_older_check_that_comes_late_is_none_any_more_and_why_it_was_not_sent_stays_said', async () => {
    const held: ((told: MailingCheck) => void)[] = [];
    answer({
      'mailings.get': () => ({ ...stored, channel: 'email' }), 'mailings.check': () => new Promise<MailingCheck>((resolve) => { held.push(resolve); }),
      'mailings.send': () => { throw { code: 'io', params: {}, detail: null }; },
    });
    const mailing = new OpenMailing(7);
    await mailing.read();
    const view = render(SendStep, { mailing, turn: 1, onsent: () => undefined, onchecked: () => Promise.resolve() });
    await waitFor(() => expect(held).toHaveLength(1));
    await view.rerender({ turn: 2 });
    await waitFor(() => expect(held).toHaveLength(2));
    held[1]?.(checked(5));
    const send = await screen.findByRole('button', { name: t('mailing-send', { count: 5 }) });
    held[0]?.(checked(4));
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect(screen.queryByRole('button', { name: t('mailing-send', { count: 4 }) })).toBeNull();
    await fireEvent.click(send);
    await waitFor(() => expect(held).toHaveLength(3));
    held[2]?.(checked(5));
    await screen.findByText(t('error-io'), { exact: false });
  });
});
