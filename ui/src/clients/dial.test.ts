// R7: a call or a letter that no program of the system takes is said, with the number at hand.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { begin } from '../../test/office-b.ts';
import { session } from '../shared/session.svelte.ts';
import { toasts } from '../shared/toasts.svelte.ts';

const opened: string[] = [];
let fails = false;
vi.mock('../ipc/os.ts', () => ({ openAddress: async (url: string) => { opened.push(url); if (fails) throw new Error('Launcher failed'); } }));
const { dial, writeTo } = await import('./dial.ts');
const { calls } = await import('./calls.svelte.ts');

const copied = vi.fn(async (_: string) => undefined);
const shown = (): string[] => toasts.list.map(({ text }) => text);

beforeEach(() => {
  begin('uk');
  vi.useFakeTimers();
  fails = false;
  opened.length = 0;
  copied.mockReset();
  for (const { id } of toasts.list) toasts.dismiss(id);
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: copied } });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('r7_call', () => {
  test('r7_without_a_program_for_calls_the_number_is_copied_and_it_is_said', async () => {
    fails = true;
    copied.mockResolvedValue(undefined);
    dial('+380443901255;ext=12', '044 390-12-55 #12');
    await vi.advanceTimersByTimeAsync(1);
    expect(opened).toEqual(['tel:+380443901255;ext=12']);
    expect(copied).toHaveBeenCalledWith('044 390-12-55 #12');
    expect(shown()).toEqual(['На цьому комп’ютері немає програми для дзвінків. Номер 044 390-12-55 #12 скопійовано.']);
  });

  test('r7_a_number_that_cannot_be_copied_is_shown', async () => {
    fails = true;
    copied.mockRejectedValue(new Error('NotAllowed'));
    dial('+380443901255', '044 390-12-55');
    await vi.advanceTimersByTimeAsync(1);
    expect(shown()).toEqual(['На цьому комп’ютері немає програми для дзвінків. Номер: 044 390-12-55.']);
  });

  test('r7_where_the_window_keeps_the_focus_it_is_said_that_perhaps_nothing_opened', async () => {
    copied.mockResolvedValue(undefined);
    dial('+380443901255', '044 390-12-55');
    await vi.advanceTimersByTimeAsync(2001);
    expect(shown()).toEqual(['Дзвінок на 044 390-12-55. Якщо програма не відкрилася, на цьому комп’ютері її немає.']);
    // Ctrl+Z copies nothing.
    expect(toasts.act()).toBe(false);
    toasts.list.at(-1)?.action?.run();
    expect(copied).toHaveBeenCalledWith('044 390-12-55');
  });

  test('r7_a_program_that_came_to_the_front_needs_no_words', async () => {
    dial('+380443901255');
    window.dispatchEvent(new Event('blur'));
    await vi.advanceTimersByTimeAsync(2001);
    expect(shown()).toEqual([]);
  });

  test('r7_whoever_comes_back_from_a_call_is_offered_to_write_it_down', async () => {
    const whom = { client: { id: 7, name: 'Ірина Мельник' }, request_id: 12 };
    dial('+380443901255', '044 390-12-55', whom);
    window.dispatchEvent(new Event('blur'));
    vi.mocked(document.hasFocus).mockReturnValue(false);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(shown()).toEqual([]);
    // The window locked itself while they spoke.
    session.locked = true;
    window.dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown()).toEqual([]);
    session.locked = false;
    await vi.advanceTimersByTimeAsync(0);
    expect(shown()).toEqual(['Дзвінок на 044 390-12-55: записати контакт?']);
    toasts.list[0]?.action?.run();
    expect(calls.asked).toEqual(whom);
    calls.close();
  });

  test('e3_whoever_sits_down_after_a_call_hears_nothing_of_it', async () => {
    dial('+380443901255', '044 390-12-55', { client: null, request_id: 12 });
    window.dispatchEvent(new Event('blur'));
    vi.mocked(document.hasFocus).mockReturnValue(false);
    await vi.advanceTimersByTimeAsync(2001);
    session.locked = true;
    window.dispatchEvent(new Event('focus'));
    begin('uk', { employee: { id: 2, name: 'Тарас' } });
    session.locked = false;
    await vi.advanceTimersByTimeAsync(0);
    expect(shown()).toEqual([]);
  });

  test('r7_a_call_that_no_program_took_is_no_contact', async () => {
    fails = true;
    copied.mockResolvedValue(undefined);
    dial('+380443901255', '044 390-12-55', { client: null, request_id: 12 });
    await vi.advanceTimersByTimeAsync(2001);
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toMatch(/скопійовано/u);
  });

  test('r7_a_letter_without_a_mail_program_is_said_as_well', async () => {
    fails = true;
    copied.mockResolvedValue(undefined);
    writeTo('ira@melnyk.example');
    await vi.advanceTimersByTimeAsync(1);
    expect(opened).toEqual(['mailto:ira@melnyk.example']);
    expect(shown()).toEqual(['На цьому комп’ютері немає поштової програми. Адресу ira@melnyk.example скопійовано.']);
  });
});
