// X5, C1, K2, K4: what is changed or typed and not saved is asked about before one leaves, and outlives the window.
import 'squire-rte';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, begin, type Asked } from '../../test/office-b.ts';
import ClientDialog from '../clients/ClientDialog.svelte';
import ContactDialog from '../contacts/ContactDialog.svelte';
import { publish } from '../ipc/events.ts';
import type { GeneralSettings, Json, Session } from '../ipc/types.ts';
import ReminderDialog from '../reminders/ReminderDialog.svelte';
import { memory } from '../shared/memory.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { changedParts, unsavedDrafts } from '../shared/unsaved.ts';
import { hearClosing } from '../shell/leaving.ts';
import Settings from './Settings.svelte';

const settings: GeneralSettings = {
  office_name: 'Промінь', language: 'uk', number_template: '{yyyy}-{00000}', conversation_order: 'oldest', archive_days: 14, no_reply_days: 3, time_zone: '', country: 'UA', lock_minutes: 15,
};

/** An office that remembers what it is told, also for a window opened later. */
function office(): { asked: Asked[]; remembered: Map<string, Json> } {
  begin('uk');
  const remembered = new Map<string, Json>();
  let held = settings;
  const asked = answer({
    'office.settings': () => held, 'office.update': (next) => (held = next), 'session.get': () => JSON.parse(JSON.stringify(session.current)) as Session,
    'memory.all': () => Object.fromEntries(remembered),
    'memory.set': ({ key, value }) => { if (value === null) remembered.delete(key); else remembered.set(key, value as Json); return null; },
  });
  return { asked, remembered };
}

let stop = (): void => undefined;
beforeEach(async () => {
  office();
  await memory.load();
  nav.reset();
  stop = hearClosing();
});
afterEach(() => stop());

async function changeName(to = 'Майстерня'): Promise<void> {
  await fireEvent.input(await screen.findByLabelText('Назва офісу'), { target: { value: to } });
}

/** The window is closed, and another one opened over the same office. */
async function reopen(view: { unmount: () => void }, remembered: Map<string, Json>): Promise<void> {
  publish('closing', null);
  await waitFor(() => expect([...remembered.keys()].some((key) => key.startsWith('unsaved '))).toBe(true));
  view.unmount();
  begin('uk', { employee: { id: 1, name: 'Олена Коваль' } });
  await memory.load();
}

describe('x5_leaving_changed_settings', () => {
  test('x5_who_leaves_by_the_sidebar_is_asked_and_may_stay', async () => {
    office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName();
    nav.go({ screen: 'clients' });
    await screen.findByRole('heading', { name: 'Зберегти зміни?' });
    expect(nav.place).toEqual({ screen: 'settings', tab: 'general' });
    await fireEvent.click(screen.getByRole('button', { name: 'Залишитися' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByLabelText<HTMLInputElement>('Назва офісу').value).toBe('Майстерня');
    expect(nav.place.screen).toBe('settings');
  });

  test('x5_saved_on_the_way_it_goes_on', async () => {
    const { asked } = office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName();
    nav.go({ screen: 'clients' });
    await fireEvent.submit((await screen.findByRole('dialog')).querySelector('form') as HTMLFormElement);
    await waitFor(() => expect(nav.place.screen).toBe('clients'));
    expect(asked.find(({ name }) => name === 'office.update')?.args).toMatchObject({ office_name: 'Майстерня' });
  });

  test('x5_what_cannot_be_saved_keeps_one_there_and_says_why', async () => {
    office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName('  ');
    nav.go({ screen: 'clients' });
    await fireEvent.submit((await screen.findByRole('dialog')).querySelector('form') as HTMLFormElement);
    await screen.findByText('Вкажіть назву офісу.');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(nav.place.screen).toBe('settings');
  });

  test('x5_another_section_the_way_back_and_the_arrows_ask_as_well', async () => {
    office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await changeName();
    for (const leave of [() => void fireEvent.click(screen.getByRole('button', { name: 'Ролі' })), () => nav.back(), () => void fireEvent.keyDown(screen.getByRole('navigation'), { key: 'End' })]) {
      leave();
      await screen.findByRole('dialog');
      expect(nav.place).toEqual({ screen: 'settings', tab: 'general' });
      await fireEvent.click(screen.getByRole('button', { name: 'Залишитися' }));
    }
    // The same section is no leaving.
    nav.go({ screen: 'settings' });
    expect(screen.queryByRole('dialog')).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: 'Ролі' }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Не зберігати' }));
    expect(nav.place.tab).toBe('roles');
    nav.replace({ screen: 'settings', tab: 'general' });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Назва офісу').value).toBe('Промінь'));
  });

  test('x5_what_was_not_changed_asks_nothing', async () => {
    office();
    nav.go({ screen: 'settings', tab: 'general' });
    render(Settings);
    await screen.findByLabelText('Назва офісу');
    nav.go({ screen: 'clients' });
    expect(nav.place.screen).toBe('clients');
  });

  test('x5_a_window_closed_in_between_has_the_changes_again', async () => {
    const { remembered, asked } = office();
    nav.go({ screen: 'settings', tab: 'general' });
    const view = render(Settings);
    await changeName();
    await reopen(view, remembered);
    // The changed part alone: what another desk set meanwhile stays.
    expect(remembered.get('unsaved settings general')).toEqual({ office_name: 'Майстерня' });
    render(Settings);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Назва офісу').value).toBe('Майстерня'));
    screen.getByText('Тут незбережене з минулого разу.');
    await fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));
    await waitFor(() => expect(asked.some(({ name }) => name === 'office.update')).toBe(true));
    await waitFor(() => expect(remembered.has('unsaved settings general')).toBe(false));
  });
});

describe('what is typed in a dialog', () => {
  test('c1_a_card_outlives_the_window', async () => {
    const { remembered } = office();
    const view = render(ClientDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText('Місто'), { target: { value: 'Одеса' } });
    await reopen(view, remembered);
    render(ClientDialog, { onclose: () => undefined });
    expect(screen.getByLabelText<HTMLInputElement>('Місто').value).toBe('Одеса');
    await fireEvent.click(screen.getByRole('button', { name: 'Відкинути' }));
    await waitFor(() => expect(remembered.size).toBe(0));
  });

  test('k2_a_contact_outlives_the_window', async () => {
    const { remembered } = office();
    const view = render(ContactDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Інформація/u), { target: { value: 'Пів години розмови' } });
    await reopen(view, remembered);
    render(ContactDialog, { onclose: () => undefined });
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Інформація/u).value).toBe('Пів години розмови');
  });

  test('k4_a_reminder_outlives_the_window', async () => {
    const { remembered } = office();
    const view = render(ReminderDialog, { onclose: () => undefined });
    await fireEvent.input(screen.getByLabelText(/Про що нагадати/u), { target: { value: 'Передзвонити' } });
    await reopen(view, remembered);
    render(ReminderDialog, { onclose: () => undefined });
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Про що нагадати/u).value).toBe('Передзвонити');
  });

  test('e3_the_next_person_at_the_window_sees_nothing_of_it', () => {
    const drafts = unsavedDrafts<{ text: string }>('test');
    drafts(1).keep('new', { text: 'таємне' });
    expect(drafts(2).get('new')).toBeUndefined();
    begin('uk', { employee: { id: 2, name: 'Тарас' } });
    expect(drafts(2).get('new')).toEqual({ text: 'таємне' });
  });

  test('only what differs is a change', () => {
    expect(changedParts({ a: 1, b: { c: 1 }, d: 'x' }, { a: 1, b: { c: 2 }, d: 'x' })).toEqual({ b: { c: 2 } });
  });
});
