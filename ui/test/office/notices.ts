// Invented notices for component tests and the invented office.
import type { NoticeRow } from '../../src/ipc/types.ts';

export function notice(part: Partial<NoticeRow> = {}): NoticeRow {
  return {
    id: 1, event: 'new_request', noun: 'request', noun_id: 1, at: Date.parse('2026-11-21T07:00:00Z'), read: false, who: 'Ірина Мельник', number: '2026-00415',
    what: 'Різання акрилу 3 мм', text: '', by: null, days: null, deadline: null, sent: null, failed: null, approved: null, error: null, ...part,
  };
}

export const notices: NoticeRow[] = [];
