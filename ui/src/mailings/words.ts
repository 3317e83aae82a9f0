// What a mailing's channel, state and progress are called.
import type { MailingChannel, MailingRow, MailingState, MailingWaiting, MessageCounts, MessageState, StopReason, StoppedAddress } from '../ipc/types.ts';
import { fullTime, number } from '../shared/format.ts';
import { t } from '../shared/i18n.svelte.ts';
import { now } from '../shared/session.svelte.ts';

export const channels: MailingChannel[] = ['email', 'sms', 'email_or_sms'];
export const states: MailingState[] = ['draft', 'running', 'paused', 'done', 'stopped'];

/** The states of messages in the order in which a report shows them: what went well first. */
export const messageStates = ['delivered', 'accepted', 'queued', 'submitting', 'uncertain', 'refused', 'failed', 'left_out'] as const satisfies MessageState[];
export type ShownState = (typeof messageStates)[number];

const dashed = (code: string): string => code.replaceAll('_', '-');

export const channelName = (channel: MailingChannel): string => t(`mailing-channel-${dashed(channel)}`);
export const waitsText = (waiting: MailingWaiting, until: string): string => t(`mailing-waits-${dashed(waiting)}`, { until });
export const messageStateName = (state: MessageState): string => t(`message-state-${dashed(state)}`);
export const stopReasonName = (reason: StopReason): string => t(`stopped-reason-${dashed(reason)}`);
export const stopSourceName = ({ source }: Pick<StoppedAddress, 'source'>): string => t(`stopped-source-${dashed(source)}`);
export const reasonName = (reason: string): string => t(`left-out-${dashed(reason)}`);

/** Messages that are behind us, whatever became of them. */
export function finished(counts: MessageCounts): number {
  return counts.accepted + counts.delivered + counts.failed + counts.refused + counts.uncertain;
}

/** Everybody who is written to, now or before. */
export function addressed(counts: MessageCounts): number {
  return counts.total - counts.left_out;
}

/** "sending, 412 of 1,000", "paused", "starts on 3 Dec, 09:00". */
export function stateText(mailing: Pick<MailingRow, 'state' | 'counts' | 'start_at'>): string {
  const { state, counts, start_at } = mailing;
  if (state === 'running' && start_at !== null && start_at > now()) return t('mailing-state-starts', { at: fullTime(start_at) });
  if (state !== 'running' && state !== 'paused') return t(`mailing-state-${state}`);
  return t(`mailing-state-${state}-of`, { done: number(finished(counts)), all: number(addressed(counts)) });
}

/** What a state looks like beside its word. */
export function stateTone(state: MailingState): string {
  return { draft: 'pale', running: 'good', paused: 'warn', done: 'dim', stopped: 'bad' }[state];
}
