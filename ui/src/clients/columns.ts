// The columns of the list of clients: their titles, widths, and what a cell says as text (for paper).
import { interaction } from '../contacts/filters.ts';
import type { ClientField, ClientRow } from '../ipc/types.ts';
import { fullTime, number, shortDay } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';
import type { Column } from '../shared/Table.svelte';

const widths: [key: string, width: number, end?: boolean][] = [
  ['name', 180], ['kind', 76], ['phone', 124], ['email', 176], ['city', 92], ['address', 150], ['manager', 110], ['interests', 140], ['tags', 130], ['language', 92], ['birthday', 92],
  ['discount', 72, true], ['notes', 180], ['do_not_write', 80], ['consent_email', 92], ['consent_sms', 92], ['open', 72, true], ['last', 96, true], ['created', 96, true],
];

const usual = ['name', 'phone', 'email', 'city', 'manager', 'tags', 'open', 'last'];
/** Which of them is given room first. */
const first = ['name', 'phone', 'city', 'last', 'open', 'manager', 'tags', 'email'];

/** What is shown until somebody chooses: as much as a table of that width holds without being moved sideways. */
export function usualColumns(width: number): string[] {
  let left = width - 76;
  const fits = first.filter((key, at) => {
    const wanted = (widths.find(([name]) => name === key)?.[1] ?? 100) + (at === 0 ? 0 : 16);
    if (at > 2 && wanted > left) return false;
    left -= wanted;
    return true;
  });
  return usual.filter((key) => fits.includes(key));
}

export function allColumns(fields: ClientField[]): Column[] {
  const known = widths.filter(([key]) => key !== 'interests' || interaction());
  return [
    ...known.map(([key, width, end]): Column => ({ key, title: t(`clients-column-${key.replaceAll('_', '-')}`), width, ...(end ? { align: 'end' as const } : {}), ...(key === 'name' ? { grow: true } : {}) })),
    ...fields.filter((field) => field.active).map((field): Column => ({ key: `field-${field.id}`, title: field.name, width: 110, ...(field.kind === 'number' ? { align: 'end' as const } : {}) })),
  ];
}

export function birthdayText(birthday: string): string {
  return birthday.startsWith('--') ? shortDay(`2000${birthday.slice(1)}`, false).replace(/ 2000$/u, '') : birthday ? shortDay(birthday, false) : '';
}

export function fieldText(field: ClientField, value: string): string {
  if (field.kind === 'checkbox') return t('yes');
  if (field.kind === 'number') return number(Number(value), { maximumFractionDigits: 6 });
  return field.kind === 'date' ? shortDay(value, false) : value;
}

const consent = (given: boolean | null): string => (given === null ? '' : t(given ? 'clients-consent-given' : 'clients-consent-refused'));

export function cellText(client: ClientRow, key: string, fields: ClientField[]): string {
  switch (key) {
    case 'name': case 'phone': case 'email': case 'city': case 'address': case 'interests': case 'notes': return client[key];
    case 'kind': return t(`client-kind-${client.kind}`);
    case 'manager': return client.manager?.name ?? '';
    case 'tags': return client.tags.join(', ');
    case 'language': return client.language ? t(`clients-language-${client.language}`) : '';
    case 'birthday': return birthdayText(client.birthday);
    case 'discount': return client.discount > 0 ? number(client.discount) : '';
    case 'do_not_write': return client.do_not_write ? t('yes') : '';
    case 'consent_email': return consent(client.consent_email);
    case 'consent_sms': return consent(client.consent_sms);
    case 'open': return client.open_requests > 0 ? number(client.open_requests) : '';
    case 'last': return client.last_at === null ? '' : fullTime(client.last_at);
    case 'created': return fullTime(client.created_at);
    default: {
      const field = fields.find((one) => `field-${one.id}` === key);
      const held = client.own.find((one) => `field-${one.field_id}` === key);
      return field && held ? fieldText(field, held.value) : '';
    }
  }
}
