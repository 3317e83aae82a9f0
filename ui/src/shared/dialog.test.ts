// K2, R5: what a dialog holds is not lost between "Save" and the answer, and the dialog does not close over an error.
import { createEvent, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { answer, begin, contact, type Asked } from '../../test/office-b.ts';
import ClientDialog from '../clients/ClientDialog.svelte';
import ContactDialog from '../contacts/ContactDialog.svelte';
import { unsavedContacts } from '../contacts/unsaved.ts';
import type { ContactRow } from '../ipc/types.ts';
import ReminderDialog from '../reminders/ReminderDialog.svelte';
import NewRequest from '../requests/NewRequest.svelte';
import { t } from './i18n.svelte.ts';
import { session } from './session.svelte.ts';
import { toasts } from './toasts.svelte.ts';

beforeEach(() => begin('uk'));

async function takes(place: Element, type: string): Promise<boolean> {
  const event = new Event(type, { bubbles: true, cancelable: true });
  await fireEvent(place, event);
  return !event.defaultPrevented;
}

test.each([
  ['requests.create', 'request-subject', (onclose: () => void) => render(NewRequest, { onclose })],
  ['contacts.create', 'contact-information', (onclose: () => void) => render(ContactDialog, { request_id: 12, onclose })],
  ['reminders.create', 'reminder-text', (onclose: () => void) => render(ReminderDialog, { request_id: 12, day: '2026-11-25', onclose })],
  ['clients.create', 'client-name', (onclose: () => void) => render(ClientDialog, { onclose })],
] as const)('k2_%s_takes_nothing_while_it_is_under_way_and_stays_open_for_the_error', async (name, label, show) => {
  let refuse: () => void = () => undefined;
  const answered = new Promise<never>((_resolve, no) => { refuse = () => no({ code: 'io', params: {}, detail: null }); });
  const asked: Asked[] = answer({ [name]: () => answered });
  const onclose = vi.fn();
  show(onclose);
  const dialog = screen.getByRole('dialog');
  const form = dialog.querySelector('form') as HTMLFormElement;
  const field = screen.getByLabelText<HTMLInputElement>(new RegExp(`^${t(label)}`, 'u'));
  await fireEvent.input(field, { target: { value: 'Шильда' } });
  field.focus();
  expect(await takes(field, 'beforeinput')).toBe(true);
  await fireEvent.submit(form);
  await waitFor(() => expect(asked.some((one) => one.name === name)).toBe(true));
  expect([await takes(field, 'beforeinput'), await takes(field, 'paste'), document.activeElement]).toEqual([false, false, field]);
  await fireEvent.click(screen.getByRole('button', { name: t('action-cancel') }));
  await fireEvent(dialog, createEvent('cancel', dialog, { cancelable: true }));
  await fireEvent(dialog, createEvent('close', dialog));
  expect(onclose).not.toHaveBeenCalled();
  refuse();
  await waitFor(async () => expect(await takes(field, 'beforeinput')).toBe(true));
  expect([asked.filter((one) => one.name === name).length, field.value, document.activeElement]).toEqual([1, 'Шильда', field]);
  await fireEvent(dialog, createEvent('cancel', dialog, { cancelable: true }));
  expect(onclose).toHaveBeenCalled();
});

test('k2_saved_after_the_dialog_was_taken_away_it_is_not_there_again', async () => {
  let come: () => void = () => undefined;
  answer({ 'contacts.create': () => new Promise<ContactRow>((resolve) => { come = () => resolve(contact()); }) });
  const view = render(ContactDialog, { request_id: 12, onclose: () => undefined });
  await fireEvent.input(screen.getByLabelText(new RegExp(`^${t('contact-information')}`, 'u')), { target: { value: 'Розмова' } });
  await fireEvent.submit(screen.getByRole('dialog').querySelector('form') as HTMLFormElement);
  await new Promise((resolve) => { setTimeout(resolve, 0); });
  view.unmount();
  expect(unsavedContacts(1).get('new 12 undefined')).toBeDefined();
  come();
  await waitFor(() => expect(unsavedContacts(1).get('new 12 undefined')).toBeUndefined());
});

test('e3_a_dialog_that_comes_while_the_window_is_locked_waits_under_the_lock', async () => {
  answer({});
  session.locked = true;
  const view = render(NewRequest, { onclose: () => undefined });
  await new Promise((resolve) => { setTimeout(resolve, 0); });
  const dialog = document.querySelector('dialog');
  expect([dialog?.open, toasts.host]).toEqual([false, null]);
  session.locked = false;
  await waitFor(() => expect(dialog?.open).toBe(true));
  expect(document.activeElement?.closest('dialog')).toBe(dialog);
  // What is open already stays under the lock as it is.
  session.locked = true;
  await new Promise((resolve) => { setTimeout(resolve, 0); });
  expect(dialog?.open).toBe(true);
  session.locked = false;
  view.unmount();
  expect(toasts.host).toBeNull();
});
