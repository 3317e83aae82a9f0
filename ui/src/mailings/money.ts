// Sums of SMS in the gateway's own currency.
import { number } from '../shared/format.ts';

/** "12,50 UAH", which no line breaks; without a currency where none is known. */
export function money(sum: number, currency: string): string {
  return `${number(sum, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}\u00a0${currency}`.trim();
}
