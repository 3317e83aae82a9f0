// What a test of a gateway came to, as sentences.
import type { TestedGateway, TestedSms } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { priceText } from './draft.ts';

/** "The gateway answers… There are 152.40 UAH on the account." */
export function testedText({ balance, currency }: TestedGateway): string {
  return balance === null ? t('gateways-test-good') : `${t('gateways-test-good')} ${t('gateways-test-balance', { amount: `${priceText(balance)} ${currency}`.trim() })}`;
}

/** What became of the test SMS. */
export function sentText({ state, why }: TestedSms): string {
  return state === 'refused' ? t(`gateways-refused-${why.replaceAll('_', '-')}`) : t(`gateways-sent-${state}`);
}
