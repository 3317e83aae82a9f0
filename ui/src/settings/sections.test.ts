// X5: the list of sections: who is offered which, the keyboard, the narrow window, and the place one comes back to.
// Loaded beforehand: the page with the signature asks for it, and a test may be over before it has come.
import 'squire-rte';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import { t } from '../shared/i18n.svelte.ts';
import { nav } from '../shared/nav.svelte.ts';
import { hiddenPlaces, screenTitle } from '../shell/screens.ts';
import { sections } from './sections.ts';
import Settings from './Settings.svelte';

const me = { id: 1, name: 'Олена Коваль', signature: '', email: '', login: 'olena', has_password: false };

function open(rights?: Parameters<typeof begin>[1]): HTMLElement {
  begin('uk', rights);
  answer({ 'employees.me': () => me });
  nav.go({ screen: 'settings' });
  render(Settings);
  return screen.getByRole('navigation', { name: 'Налаштування' });
}

const current = (list: HTMLElement): string | undefined => within(list).getAllByRole('button').find((one) => one.getAttribute('aria-current') === 'page')?.textContent;

describe('x5_the_sections_of_the_settings', () => {
  test('x5_every_section_has_its_name_and_its_group', () => {
    begin('uk');
    for (const { id, group } of sections()) {
      expect(t(`settings-${id}`)).not.toBe(`settings-${id}`);
      expect(t(`settings-group-${group}`)).not.toBe(`settings-group-${group}`);
    }
    expect(hiddenPlaces().map(screenTitle)).toContain('Налаштування: мої дані');
  });

  test('x5_arrows_move_and_the_chosen_section_is_come_back_to', async () => {
    const list = open();
    expect(current(list)).toBe('Загальні');
    await fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect(current(list)).toBe('Категорії');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Категорії'));
    await fireEvent.keyDown(list, { key: 'End' });
    expect(current(list)).toBe('Резервна копія');
    await fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect(current(list)).toBe('Резервна копія');
    nav.go({ screen: 'clients' });
    nav.go({ screen: 'settings' });
    await waitFor(() => expect(current(list)).toBe('Резервна копія'));
  });

  test('e2_who_may_change_nothing_of_the_office_sees_only_what_is_their_own', () => {
    const list = open({ rights: ['work', 'answer_letters'] });
    expect(within(list).getAllByRole('button').map((one) => one.textContent)).toEqual(['Мої дані', 'Сповіщення', 'Повернути, як було']);
    expect(current(list)).toBe('Мої дані');
  });

  test('d2_a_narrow_window_has_a_select_instead_of_the_list', async () => {
    begin('uk');
    answer({});
    nav.go({ screen: 'settings', tab: 'parts' });
    window.innerWidth = 700;
    window.dispatchEvent(new Event('resize'));
    try {
      render(Settings);
      expect(screen.queryByRole('navigation')).toBeNull();
      await fireEvent.click(screen.getByRole('button', { name: 'Розділ: Додаткові можливості' }));
      await fireEvent.click(await screen.findByRole('option', { name: /^Ролі/u }));
      expect(nav.place.tab).toBe('roles');
    } finally {
      window.innerWidth = 1360;
      window.dispatchEvent(new Event('resize'));
    }
  });
});
