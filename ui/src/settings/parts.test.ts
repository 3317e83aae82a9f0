// K5, K9: categories and optional parts in the settings.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import Categories from './Categories.svelte';
import Parts from './Parts.svelte';

describe('k5_categories', () => {
  test('k5_added_renamed_ordered_switched_off', async () => {
    begin('uk');
    const asked = answer({ 'categories.create': () => ({ id: 91 }) });
    const last = (name: string): unknown => asked.filter((one) => one.name === name).at(-1)?.args;
    render(Categories);
    const shipped = await screen.findByDisplayValue('Скоро буде оплачено');
    await fireEvent.input(shipped, { target: { value: 'Оплата скоро' } });
    await fireEvent.blur(shipped);
    await waitFor(() => expect(last('categories.update')).toEqual({ id: 6, name: 'Оплата скоро', active: true }));
    await fireEvent.click(screen.getByRole('button', { name: 'Нижче: Скоро буде оплачено' }));
    await waitFor(() => expect(last('categories.order')).toEqual({ ids: [90, 6] }));
    await fireEvent.click(screen.getAllByRole('switch')[1] as HTMLElement);
    await waitFor(() => expect(last('categories.update')).toEqual({ id: 90, name: 'Дзвінок майстру', active: false }));
    await fireEvent.input(screen.getByPlaceholderText('Нова категорія'), { target: { value: ' Зразок ' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Додати' }));
    await waitFor(() => expect(last('categories.create')).toEqual({ name: 'Зразок' }));
  });
});

describe('k9_parts', () => {
  test('k9_each_part_has_its_switch', async () => {
    begin('uk');
    const asked = answer({ 'parts.update': (parts) => parts });
    render(Parts);
    await fireEvent.click(screen.getByRole('switch', { name: /Взаємодія з клієнтами/u }));
    await waitFor(() => expect(asked.find((one) => one.name === 'parts.update')?.args).toEqual({ client_interaction: false, mass_mailing: true }));
    screen.getByRole('switch', { name: /Масова розсилка/u });
  });
});
