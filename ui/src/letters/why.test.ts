// M6: "Why here?" says in words which rule placed a letter, and shows the header that decided.
import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { begin } from '../../test/office-b.ts';
import WhyDialog from './WhyDialog.svelte';

test.each([
  ['uk', 'in_reply_to', 'У листі зазначено, на який лист він відповідає, і той лист — у цій заявці.'],
  ['ru', 'token', 'В теме есть номер этой заявки, а отправитель в ней участвует.'],
  ['en', 'child', 'A letter that came earlier answers this one and is in this request.'],
] as const)('m6_why_here_in_%s', (language, rule, words) => {
  begin(language);
  render(WhyDialog, { why: { rule, header: '<a@x>' }, onclose: () => undefined });
  screen.getByText(words);
  screen.getByText('<a@x>');
});

test('m6_every_rule_has_its_words', () => {
  begin('en');
  for (const rule of ['first', 'in_reply_to', 'references', 'token', 'child', 'ours', 'moved', 'bounce'] as const) {
    const { unmount, container } = render(WhyDialog, { why: { rule, header: null }, onclose: () => undefined });
    expect(container.ownerDocument.body.textContent).not.toContain('why-');
    unmount();
  }
});
