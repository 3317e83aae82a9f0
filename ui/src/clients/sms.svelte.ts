// "SMS" beside a phone (R7): offered where a gateway is connected and one may write.
import { call } from '../ipc/call.ts';
import { onChanged } from '../ipc/events.ts';
import { start } from '../mailings/start.svelte.ts';
import { mayMail, session } from '../shared/session.svelte.ts';

let gateway = $state(false);

/** What a phone's "SMS" does: the conversation's own writer where one stands in a request, otherwise "send message". */
export type WriteSms = (phone: { number: string; shown: string }) => void;

export const sms = {
  /** Follows whether there is a gateway; for an effect. */
  follow(): () => void {
    if (!session.may('answer_letters') && !mayMail()) return () => undefined;
    const ask = (): void => void call('sms.can_send').then((can) => (gateway = can), () => (gateway = false));
    ask();
    return onChanged(['gateway'], ask);
  },
  offered(inRequest: boolean): boolean {
    return gateway && (inRequest ? session.may('answer_letters') : mayMail());
  },
  /** Outside of a request: a message to this client at this number (K8). */
  toClient(id: number, { number, shown }: { number: string; shown: string }): void {
    start.toPhone(id, { number, shown });
  },
};
