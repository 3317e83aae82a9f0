// Invented notices for component tests and the invented office.
import type { MyNotices, NoticeRow, OfficeNotices } from '../../src/ipc/types.ts';

export function notice(part: Partial<NoticeRow> = {}): NoticeRow {
  return {
    id: 1, event: 'new_request', noun: 'request', noun_id: 1, at: Date.parse('2026-11-21T07:00:00Z'), read: false, who: 'Ірина Мельник', number: '2026-00415',
    what: 'Різання акрилу 3 мм', text: '', by: null, days: null, deadline: null, sent: null, failed: null, approved: null, error: null, ...part,
  };
}

const hours = (count: number): number => Date.now() - count * 3_600_000;

export const notices: NoticeRow[] = new URLSearchParams(globalThis.location?.search ?? '').has('empty') ? [] : [
  notice({ id: 8, event: 'client_answered', at: hours(0.2), text: 'Дякую, отримали. Коли зможете виготовити? Потрібно до п’ятниці, інакше не встигнемо до відкриття.' }),
  notice({ id: 7, event: 'reminder', noun: 'reminder', noun_id: 1, at: hours(1), who: 'ТОВ «Світлана»', number: '', what: 'Перепитати про макет вивіски' }),
  notice({ id: 6, event: 'mention', at: hours(3), who: 'Сергій Петренко', number: '2026-00418', what: 'Рахунок за жовтень', by: 'Тарас Бондар', text: '@Олена Коваль глянь, чи це той самий рахунок' }),
  notice({ id: 5, event: 'deadline_past', at: hours(20), who: 'Дерев’яна майстерня', number: '2026-00422', what: 'Повторне замовлення шильдів', deadline: hours(20), read: true }),
  notice({ id: 4, event: 'no_reply', at: hours(30), days: 5, number: '2026-00412', read: true }),
  notice({ id: 3, event: 'assigned', at: hours(50), by: 'Тарас Бондар', read: true }),
  notice({ id: 2, event: 'sync_failed', noun: 'mailbox', noun_id: 0, at: hours(70), who: '', number: '', what: '', error: { code: 'wrong_password', params: {}, detail: null }, read: true }),
];

export const myNotices: MyNotices = {
  ways: (['new_request', 'assigned', 'client_answered', 'deadline_near', 'deadline_past', 'no_reply', 'reminder', 'mention', 'mailing_finished', 'sync_failed'] as const)
    .map((event) => ({ event, window: true, desktop: event !== 'no_reply', email: event === 'deadline_past' })),
  quiet: { from: '19:00', to: '09:00', days: [1, 2, 3, 4, 5, 6, 7], whole: [7] }, email: 'olena@promin.example',
};

export const officeNotices: OfficeNotices = { address: 'work@promin.example', new_requests: true, near_hours: 24, letters_an_hour: 10 };
