// A gateway while it is being filled in: prices as they are typed, secrets apart from what is known.
import type { Gateway, GatewayField, GatewayFields, GatewayPreset, SmsPrice } from '../ipc/types.ts';
import { number } from '../shared/format.ts';
import { has, t } from '../shared/i18n.svelte.ts';
import { deepParts, unsavedDrafts, type Parts } from '../shared/unsaved.ts';

/** The preset whose template is written in the office. */
export const own = 'own';

export interface PriceLine { prefix: string; price: string }
export interface GatewayDraft {
  id: number | null; name: string; preset: string; template: string; sender: string; currency: string;
  /** What stands in every field by its key; a secret that is stored and stays is empty. */
  values: Record<string, string>;
  prices: PriceLine[];
}

/** Ten-thousandths of a currency: 0.65 is 6,500. */
const unit = 10_000;

export function priceText(price: number): string {
  return number(price / unit, { minimumFractionDigits: 2, maximumFractionDigits: 4, useGrouping: false });
}

/** "0,65" and "0.65" are 6,500; null for what is no price. */
export function priceOf(text: string): number | null {
  const typed = text.trim().replace(',', '.');
  return /^\d{1,5}(\.\d{1,4})?$/u.test(typed) ? Math.round(Number(typed) * unit) : null;
}

const filled = ({ prefix, price }: PriceLine): boolean => prefix.trim() !== '' || price.trim() !== '';

/** Lines whose price cannot be read. */
export function wrongPrices(lines: PriceLine[]): number[] {
  return lines.flatMap((line, at) => (filled(line) && priceOf(line.price) === null ? [at] : []));
}

export function beginnings(fields: GatewayField[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.key, field.secret ? '' : field.value]));
}

/** `preset` is the gateway's own one, or the one that a new gateway begins with. A stored secret is not told, and its field is empty. */
export function draftOf(gateway: Gateway | null, preset: GatewayPreset | undefined): GatewayDraft {
  if (gateway) {
    const { id, name, template, sender, currency, fields } = gateway;
    return { id, name, preset: gateway.preset, template, sender, currency, values: { ...beginnings(preset?.fields ?? []), ...fields }, prices: linesOf(gateway.prices) };
  }
  return { id: null, name: preset?.name ?? '', preset: preset?.key ?? own, template: '', sender: '', currency: '', values: beginnings(preset?.fields ?? []), prices: [] };
}

export function linesOf(prices: SmsPrice[]): PriceLine[] {
  return prices.map(({ prefix, price }) => ({ prefix, price: priceText(price) }));
}

/** Gateways that were left before they were saved. */
export const unsavedGateways = unsavedDrafts<Parts<GatewayDraft>>('gateway');
export const deepInGateway: (keyof GatewayDraft)[] = ['values'];

/** What is changed in it, without its secrets; null where nothing is. */
export function typedParts(begun: GatewayDraft, draft: GatewayDraft, fields: GatewayField[]): Parts<GatewayDraft> | null {
  const open = fields.filter(({ key, secret }) => !secret && key in draft.values).map(({ key }) => [key, draft.values[key] ?? '']);
  const parts = deepParts(begun, { ...draft, values: Object.fromEntries(open) as Record<string, string> }, deepInGateway);
  if (parts.values && Object.keys(parts.values).length === 0) delete parts.values;
  return Object.keys(parts).length > 0 ? parts : null;
}

/** What goes to the office. A secret that was not typed is not named, so that the stored one stays. */
export function fieldsOf(draft: GatewayDraft, fields: GatewayField[]): GatewayFields {
  const { id, name, preset, template, sender, currency } = draft;
  const value = (key: string): string => (draft.values[key] ?? '').trim();
  const pairs = (secret: boolean): [string, string][] => fields.filter((field) => field.secret === secret).map(({ key }) => [key, value(key)]);
  const prices = draft.prices.filter(filled).map((line) => ({ prefix: line.prefix.trim(), price: priceOf(line.price) ?? 0 }));
  return {
    id, name, preset, template: preset === own ? template : '', sender, currency, prices,
    fields: Object.fromEntries(pairs(false)), secrets: Object.fromEntries(pairs(true).filter(([, typed]) => typed !== '')),
  };
}

/** A stored gateway as it is tested: with everything that it has. */
export function storedFields(gateway: Gateway): GatewayFields {
  const { id, name, preset, template, fields, sender, currency, prices } = gateway;
  return { id, name, preset, template, fields, secrets: {}, sender, currency, prices };
}

/** What a field is called: a shipped one by its key, one of an own template as it says. */
export function fieldLabel(field: GatewayField): string {
  const key = `gateways-field-${field.key}`;
  return field.label || (has(key) ? t(key) : field.key);
}

/** What is to be known of a shipped field before it is filled in; empty where its name says all. */
export function fieldHint(field: GatewayField): string {
  const key = `gateways-hint-${field.key}`;
  if (field.label === '' && has(key)) return t(key);
  return field.optional ? t('gateways-field-optional') : '';
}
