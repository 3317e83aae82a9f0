// D2: what a key does while one writes, on a Mac and in a Cyrillic layout.
import { fireEvent, render, screen } from '@testing-library/svelte';
import type Squire from 'squire-rte';
import { afterEach, expect, test, vi } from 'vitest';
import Addresses from '../letters/Addresses.svelte';
import { command } from '../letters/commands.ts';
import { begin } from '../../test/office-b.ts';
import { bindKeys, leaveComposing } from './keys.ts';
import { nav } from './nav.svelte.ts';
import { globalKeys } from '../shell/screens.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

test('d2_on_a_mac_option_with_an_arrow_stays_in_the_text', async () => {
  vi.stubGlobal('navigator', { platform: 'MacIntel' });
  vi.resetModules();
  const mac = await import('./keys.ts');
  const back = vi.fn();
  const stop = mac.bindKeys({ 'Alt+ArrowLeft': back, 'Alt+Digit2': back });
  const field = document.body.appendChild(document.createElement('textarea'));
  await fireEvent.keyDown(field, { code: 'ArrowLeft', key: 'ArrowLeft', altKey: true });
  await fireEvent.keyDown(field, { code: 'Digit2', key: '™', altKey: true });
  expect(back).not.toHaveBeenCalled();
  await fireEvent.keyDown(document.body, { code: 'ArrowLeft', key: 'ArrowLeft', altKey: true });
  expect(back).toHaveBeenCalledTimes(1);
  stop();
});

test('d2_the_editor_knows_its_keys_by_their_place', () => {
  const done: string[] = [];
  const editor = {
    hasFormat: (tag: string) => tag === 'I', bold: () => done.push('bold'), removeBold: () => done.push('no bold'), italic: () => done.push('italic'), removeItalic: () => done.push('no italic'),
    underline: () => done.push('underline'), removeUnderline: () => done.push('no underline'), undo: () => done.push('undo'), redo: () => done.push('redo'),
  } as unknown as Squire;
  const press = (code: string, key: string, more: KeyboardEventInit = {}): void => command(new KeyboardEvent('keydown', { code, key, ctrlKey: true, ...more }))?.(editor);
  press('KeyB', 'и');
  press('KeyI', 'ш');
  press('KeyU', 'г');
  press('KeyZ', 'я');
  press('KeyY', 'н');
  press('KeyZ', 'Я', { shiftKey: true });
  expect(done).toEqual(['bold', 'no italic', 'underline', 'undo', 'redo', 'redo']);
  // Letters that the editor knows are left to it, and so is what is typed without Ctrl.
  press('KeyB', 'b');
  press('KeyB', 'и', { ctrlKey: false });
  expect(done).toHaveLength(6);
});

test('d2_a_key_opens_no_screen_that_is_not_offered', () => {
  begin('uk', { rights: ['work'] });
  nav.go({ screen: 'requests', view: 'open', id: null });
  const event = new KeyboardEvent('keydown');
  expect(globalKeys['Alt+Digit3']?.(event)).toBe(false);
  expect(globalKeys['Alt+Digit5']?.(event)).toBe(false);
  expect(nav.place.screen).toBe('requests');
  begin('uk');
  globalKeys['Alt+Digit3']?.(event);
  expect(nav.place.screen).toBe('clients');
});

test('d2_a_key_that_is_held_down_steps_and_does_nothing_else_again', async () => {
  const [step, close, undo] = [vi.fn(), vi.fn(), vi.fn()];
  const stop = bindKeys({ KeyJ: step, ArrowDown: step, KeyE: close, 'Mod+KeyZ': undo });
  for (const repeat of [false, true, true]) {
    for (const code of ['KeyJ', 'ArrowDown', 'KeyE']) await fireEvent.keyDown(document.body, { code, key: code, repeat });
    await fireEvent.keyDown(document.body, { code: 'KeyZ', key: 'z', ctrlKey: true, repeat });
  }
  expect([step.mock.calls.length, close.mock.calls.length, undo.mock.calls.length]).toEqual([6, 1, 1]);
  stop();
});

test('d2_the_enter_of_a_word_that_is_put_together_ends_the_word_alone', async () => {
  begin('uk');
  const [onchange, global] = [vi.fn(), vi.fn()];
  const stops = [leaveComposing(), bindKeys({ Enter: global })];
  render(Addresses, { label: 'Кому', value: [], onchange });
  const line = screen.getByRole('combobox');
  await fireEvent.input(line, { target: { value: 'a@x.example' } });
  await fireEvent.keyDown(line, { code: 'Enter', key: 'Enter', isComposing: true });
  expect([onchange.mock.calls.length, global.mock.calls.length]).toEqual([0, 0]);
  await fireEvent.keyDown(line, { code: 'Enter', key: 'Enter' });
  expect(onchange).toHaveBeenCalledTimes(1);
  for (const stop of stops) stop();
});
