// M10, R18, R27: what is written between "Send" and the answer is never thrown away: nothing can be written there meanwhile.
import { createEvent, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, type Asked } from '../../test/office-b.ts';
import '../../test/later.ts';
import type { Draft, NoteItem, Request } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';
import Composer from './Composer.svelte';
import NoteView from './NoteView.svelte';
import NoteWriter from './NoteWriter.svelte';
import SmsWriter from './SmsWriter.svelte';

const draft: Draft = { id: 1, request_id: 3, letter_id: 10, to: [{ name: '', address: 'a@x.example' }], cc: [], bcc: [], subject: 'Re: A', html: '<div>Добрий день</div>', files: [{ id: 5, name: 'План.pdf', size: 9 }], updated_at: 0 };
const request = { id: 3, who: 'Анна', email: null, phone: null, client: null, client_id: null, items: [], last_letter_id: 10, draft } as unknown as Request;
const note: NoteItem = { item: 'note', id: 8, at: 1, employee: null, text: 'Макет', pinned: false };
const sends = (event: KeyboardEventInit = {}): KeyboardEventInit => ({ code: 'Enter', key: 'Enter', ctrlKey: true, ...event });
const told = (asked: Asked[], name: string): number => asked.filter((one) => one.name === name).length;

/** The office answers `name` when it is told to: with an error. */
function late(name: 'requests.reply' | 'requests.note' | 'requests.send_sms' | 'notes.update'): { asked: Asked[]; refuse: () => void } {
  let refuse: () => void = () => undefined;
  const answered = new Promise<never>((_, no) => { refuse = () => no({ code: 'io', params: {}, detail: null }); });
  const asked = answer({ [name]: () => answered, 'requests.declined': () => ({ do_not_write: false, opted_out: [] }), 'sms.can_send': () => false, 'drafts.save': () => ({ updated_at: 1 }) });
  return { asked, refuse };
}

async function takes(place: Element, type: 'beforeinput' | 'keydown' | 'paste' | 'click'): Promise<boolean> {
  const event = type === 'keydown' ? createEvent.keyDown(place, { key: 'Backspace', code: 'Backspace' }) : new Event(type, { bubbles: true, cancelable: true });
  let heard = false;
  place.addEventListener(type, () => (heard = true), { once: true });
  await fireEvent(place, event);
  return heard && !(type === 'beforeinput' && event.defaultPrevented);
}

beforeEach(() => begin('uk'));

describe('m10_while_it_is_being_sent', () => {
  test('m10_a_letter_takes_nothing_keeps_the_focus_and_is_sent_once', async () => {
    const { asked, refuse } = late('requests.reply');
    render(Composer, { request, onsent: () => Promise.resolve(), onnewer: () => Promise.resolve(), onback: () => undefined });
    const text = screen.getByRole('textbox', { name: t('write-reply') });
    await waitFor(() => expect(text.textContent).toContain('Добрий день'));
    text.focus();
    expect(await takes(text, 'beforeinput')).toBe(true);
    void fireEvent.keyDown(text, sends());
    await fireEvent.keyDown(text, sends());
    await waitFor(() => expect(told(asked, 'requests.reply')).toBe(1));
    const places = [text, screen.getByLabelText(t('address-to')), screen.getByRole('button', { name: t('address-remove', { address: 'a@x.example' }) }), screen.getByRole('button', { name: t('attach-remove', { name: 'План.pdf' }) })];
    for (const place of places) for (const type of ['beforeinput', 'keydown', 'paste', 'click'] as const) expect(await takes(place, type), type).toBe(false);
    for (const name of ['write-discard', 'write-attach']) expect(screen.getByRole('button', { name: t(name) })).toHaveProperty('disabled', true);
    await fireEvent.keyDown(text, sends());
    expect([document.activeElement, told(asked, 'requests.reply'), told(asked, 'drafts.detach')]).toEqual([text, 1, 0]);
    refuse();
    await screen.findByText(t('error-io'), { exact: false });
    expect([await takes(text, 'beforeinput'), document.activeElement]).toEqual([true, text]);
  });

  test.each([
    ['requests.note', () => render(NoteWriter, { requestId: 3, onsaved: () => Promise.resolve() })],
    ['requests.send_sms', () => render(SmsWriter, { requestId: 3, phones: ['067 220-11-45'], onsent: () => Promise.resolve() })],
    ['notes.update', () => render(NoteView, { note, onremove: () => undefined })],
  ] as const)('r18_r27_%s_takes_nothing_and_is_sent_once', async (name, show) => {
    const { asked, refuse } = late(name);
    show();
    if (name === 'notes.update') {
      await fireEvent.click(screen.getByRole('button', { name: t('note-more') }));
      await fireEvent.click(await screen.findByRole('menuitem', { name: t('action-edit') }));
    }
    const text = screen.getByRole('textbox');
    await fireEvent.input(text, { target: { value: 'Передзвонити' } });
    text.focus();
    await fireEvent.keyDown(text, sends());
    await tick();
    expect([await takes(text, 'beforeinput'), document.activeElement]).toEqual([false, text]);
    await fireEvent.keyDown(text, sends());
    await fireEvent.keyDown(text, { key: 'Escape', code: 'Escape' });
    refuse();
    await waitFor(async () => expect(await takes(text, 'beforeinput')).toBe(true));
    expect([told(asked, name), screen.getByRole<HTMLTextAreaElement>('textbox').value, document.activeElement]).toEqual([1, 'Передзвонити', text]);
  });

  test.each([
    ['requests.reply', () => render(Composer, { request, onsent: () => Promise.resolve(), onnewer: () => Promise.resolve(), onback: () => undefined }), 'write-send'],
    ['requests.send_sms', () => render(SmsWriter, { requestId: 3, phones: ['067 220-11-45'], onsent: () => Promise.resolve() }), 'sms-send'],
  ] as const)('m10_r27_%s_whoever_went_elsewhere_hears_that_it_was_not_sent', async (name, show, button) => {
    const { asked, refuse } = late(name);
    const view = show();
    if (name === 'requests.send_sms') await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Готово' } });
    await fireEvent.click(screen.getByRole('button', { name: new RegExp(`^${t(button)}`, 'u') }));
    await waitFor(() => expect(told(asked, name)).toBe(1));
    view.unmount();
    for (const { id } of toasts.list) toasts.dismiss(id);
    refuse();
    await waitFor(() => expect(toasts.list.map(({ kind }) => kind)).toEqual(['bad']));
  });

  test('m10_the_pressed_button_keeps_the_focus', async () => {
    const { refuse, asked } = late('requests.reply');
    render(Composer, { request, onsent: () => Promise.resolve(), onnewer: () => Promise.resolve(), onback: () => undefined });
    const button = screen.getByRole<HTMLButtonElement>('button', { name: new RegExp(`^${t('write-send')}`, 'u') });
    button.focus();
    await fireEvent.click(button);
    await fireEvent.click(button);
    await waitFor(() => expect(told(asked, 'requests.reply')).toBe(1));
    expect([button.disabled, button.ariaBusy]).toEqual([false, 'true']);
    refuse();
    await waitFor(() => expect(button.ariaBusy).toBeNull());
    expect(document.activeElement).toBe(button);
  });
});
