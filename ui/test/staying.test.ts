// D2: an answer that comes late takes nobody away from where they went meanwhile.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, it } from 'vitest';
import App from '../src/App.svelte';
import { useDoor } from '../src/ipc/call.ts';
import { memory } from '../src/shared/memory.svelte.ts';
import { nav } from '../src/shared/nav.svelte.ts';
import { calls, door } from './office.ts';
import './later.ts';

let answered: () => void = () => undefined;

/** The office answers `name` when it is told to. */
function late(name: string): void {
  const coming = new Promise<void>((resolve) => { answered = resolve; });
  useDoor(async (asked, args) => {
    if (asked === 'reminders.look') return { total: 0, today: 0, missed: 0, first: [] };
    const told = await door(asked, args);
    if (asked === name) await coming;
    return told;
  });
}

async function open(name: RegExp): Promise<void> {
  render(App);
  await fireEvent.click(await screen.findByRole('row', { name }));
  await screen.findByRole('region', { name: /^Листування/u });
}
const asked = (name: string): boolean => calls.some((one) => one.name === name);
const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 50); });

beforeEach(() => {
  nav.reset();
  calls.length = 0;
});

it.each([
  ['by_its_key', /Brightside/u, async (): Promise<void> => void (await fireEvent.keyDown(document.body, { code: 'KeyE', key: 'e' }))],
  ['by_its_status', /ООО «Вектор»/u, async (): Promise<void> => {
    await fireEvent.click(screen.getByRole('button', { name: /^Статус: / }));
    await fireEvent.click(await screen.findByRole('option', { name: 'Виконано' }));
  }],
] as const)('d2_a_request_closed_%s_brings_up_the_next_only_where_one_still_stands', async (_, name, close) => {
  late('requests.status');
  await open(name);
  await close();
  await waitFor(() => expect(asked('requests.status')).toBe(true));
  nav.go({ screen: 'clients' });
  answered();
  await settled();
  expect(nav.place).toEqual({ screen: 'clients' });
});

it('m10_after_sending_one_goes_back_to_the_list_only_from_that_request', async () => {
  late('requests.reply');
  await open(/Дерев’яна майстерня/u);
  memory.set('reply-back', true);
  await fireEvent.keyDown(document.body, { code: 'KeyR', key: 'r' });
  await fireEvent.keyDown(await screen.findByLabelText('Кому'), { code: 'Enter', key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(asked('requests.reply')).toBe(true));
  const other = nav.place.id === 2 ? 3 : 2;
  nav.go({ screen: 'requests', view: 'open', id: other });
  answered();
  await settled();
  expect(nav.place).toMatchObject({ screen: 'requests', id: other });
  memory.set('reply-back', false);
});
