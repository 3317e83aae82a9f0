// S7: a gateway is chosen, filled in, changed and saved in the window, and left without a question where nothing was changed.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin, type Asked } from '../../test/office-b.ts';
import type { Gateway, GatewayField, GatewayFields, GatewayPreset } from '../ipc/types.ts';
import { nav } from '../shared/nav.svelte.ts';
import GatewayForm from './GatewayForm.svelte';

const field = (key: string, part: Partial<GatewayField> = {}): GatewayField => ({ key, label: '', secret: false, optional: false, value: '', ...part });
const preset = (key: string, name: string, fields: GatewayField[]): GatewayPreset => ({ key, name, site: '', tried: false, fields, alpha_sender: true, calls: false, template: '' });
const presets = [
  preset('turbosms', 'TurboSMS', [field('token', { secret: true })]),
  preset('smpp', 'SMPP', [field('host', { value: 'smpp.example' }), field('login'), field('password', { secret: true })]),
  preset('own', '', []),
];
const stored: Gateway = { id: 5, name: 'TurboSMS', preset: 'turbosms', template: '', fields: {}, secrets: ['token'], sender: 'Promin', currency: 'UAH', chosen: true, tried_at: null, prices: [{ prefix: '+380', price: 6500 }], token: '' };
const ownOne: Gateway = { ...stored, name: 'Свій', preset: 'own', template: '{}', fields: { zone: 'ua', account: '7' }, secrets: ['key'] };
const ownFields = [field('account'), field('key', { secret: true }), field('zone'), field('route', { value: 'main' })];

const saved = (asked: Asked[]): GatewayFields => asked.find(({ name }) => name === 'gateways.save')?.args as unknown as GatewayFields;

function show(gateway: Gateway | null): { asked: Asked[]; onsaved: ReturnType<typeof vi.fn> } {
  const asked = answer({ 'gateways.check': () => ({ problems: [], fields: ownFields }) });
  const onsaved = vi.fn();
  render(GatewayForm, { gateway, presets, onsaved, oncancel: () => undefined });
  return { asked, onsaved };
}

async function choose(name: RegExp): Promise<void> {
  await fireEvent.click(screen.getByRole('button', { name: /^Провайдер/u }));
  await fireEvent.click(screen.getByRole('option', { name }));
}
const save = (): Promise<boolean> => fireEvent.click(screen.getByRole('button', { name: 'Зберегти' }));

beforeEach(() => {
  begin('uk');
  nav.reset();
  nav.go({ screen: 'settings', tab: 'gateways' });
});

describe('s7_gateway_form', () => {
  test('s7_another_gateway_is_chosen_and_saved_with_its_own_fields', async () => {
    const { asked, onsaved } = show(null);
    await choose(/^SMPP/u);
    expect(screen.getByLabelText<HTMLInputElement>(/^Назва/u).value).toBe('SMPP');
    await fireEvent.input(screen.getByLabelText(/^Логін/u), { target: { value: 'promin' } });
    await fireEvent.input(screen.getByLabelText(/^Пароль/u), { target: { value: 'сезам' } });
    await save();
    await waitFor(() => expect(onsaved).toHaveBeenCalled());
    expect(saved(asked)).toMatchObject({ preset: 'smpp', name: 'SMPP', fields: { host: 'smpp.example', login: 'promin' }, secrets: { password: 'сезам' } });
  });

  test('s7_a_stored_gateway_is_changed_and_its_secret_stays', async () => {
    const { asked, onsaved } = show(stored);
    expect(screen.getByLabelText<HTMLInputElement>(/^Токен/u).value).toBe('');
    await fireEvent.input(screen.getByLabelText(/^Назва/u), { target: { value: 'Головний' } });
    await save();
    await waitFor(() => expect(onsaved).toHaveBeenCalled());
    expect(saved(asked)).toEqual({ id: 5, name: 'Головний', preset: 'turbosms', template: '', fields: {}, secrets: {}, sender: 'Promin', currency: 'UAH', prices: stored.prices });
  });

  test('s7_an_own_gateway_that_was_only_looked_at_asks_nothing_and_a_changed_one_does', async () => {
    const { asked } = show(ownOne);
    await waitFor(() => expect(asked.some(({ name }) => name === 'gateways.check')).toBe(true));
    const account = await screen.findByLabelText<HTMLInputElement>(/^account/u);
    expect(screen.getByLabelText<HTMLInputElement>(/^route/u).value).toBe('main');
    await fireEvent.input(account, { target: { value: '8' } });
    nav.go({ screen: 'clients' });
    await screen.findByRole('heading', { name: 'Зберегти зміни?' });
    await fireEvent.click(screen.getByRole('button', { name: 'Залишитися' }));
    await fireEvent.input(account, { target: { value: '7' } });
    nav.go({ screen: 'clients' });
    expect(nav.place.screen).toBe('clients');
  });

  test('s7_own_chosen_again_after_its_template_was_checked_still_has_its_fields', async () => {
    show(null);
    await choose(/^Інший/u);
    await fireEvent.input(screen.getByLabelText(/^Шаблон/u), { target: { value: '{}' } });
    await screen.findByLabelText(/^account/u);
    await choose(/^SMPP/u);
    await choose(/^Інший/u);
    expect(screen.getByLabelText<HTMLInputElement>(/^route/u).value).toBe('main');
  });

  test('s7_saving_without_a_name_says_so_at_the_name', async () => {
    const { asked } = show(stored);
    const name = screen.getByLabelText<HTMLInputElement>(/^Назва/u);
    await fireEvent.input(name, { target: { value: ' ' } });
    nav.go({ screen: 'clients' });
    await fireEvent.submit((await screen.findByRole('dialog')).querySelector('form') as HTMLFormElement);
    await screen.findByText('Вкажіть назву шлюзу.');
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect([nav.place.screen, asked.some((one) => one.name === 'gateways.save')]).toEqual(['settings', false]);
  });
});
