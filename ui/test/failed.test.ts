// X4, O4: an office that could not be opened at the launch can be tried once more.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { useDoor } from '../src/ipc/call.ts';
import { door } from './office.ts';
import './later.ts';

const { startAgain } = vi.hoisted(() => ({ startAgain: vi.fn(() => Promise.resolve()) }));
vi.mock('../src/ipc/os.ts', async (real) => ({ ...(await real<object>()), startAgain }));

const shut = (): never => { throw { code: 'cannot_open_database', params: {}, detail: null }; };
beforeEach(() => startAgain.mockClear());

test('x4_the_program_is_started_anew_where_the_office_stays_shut_and_not_before_somebody_asks', async () => {
  useDoor(shut);
  render(App);
  const again = await screen.findByRole('button', { name: /ще раз|again/iu });
  expect(startAgain).not.toHaveBeenCalled();
  await fireEvent.click(again);
  await waitFor(() => expect(startAgain).toHaveBeenCalledTimes(1));
});

test('o4_an_office_that_answers_again_is_opened_as_it_is', async () => {
  useDoor(shut);
  render(App);
  const again = await screen.findByRole('button', { name: /ще раз|again/iu });
  useDoor(door);
  await fireEvent.click(again);
  await screen.findByRole('row', { name: /ТОВ «Світлана»/u });
  expect(startAgain).not.toHaveBeenCalled();
});
