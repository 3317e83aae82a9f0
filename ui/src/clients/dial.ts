// Hands a number or an address to whatever program of the system takes calls or letters, and says what to do where there is none.
import { openAddress } from '../ipc/os.ts';
import { t } from '../shared/i18n.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { toast, toastError } from '../shared/toasts.svelte.ts';
import { calls, type Spoken } from './calls.svelte.ts';

/** A program that was opened has come to the front by then; in milliseconds. */
const patience = 2000;
/** So long a call is offered as a contact to whoever came back from it. */
const offered = 20_000;

/** `number` is E.164 with `;ext=` where there is an extension (RFC 3966), as the card keeps it; `shown` is how one reads it; with `whom` one speaks. */
export function dial(number: string, shown = number, whom: Spoken | null = null): void {
  void handOver(`tel:${number.replaceAll(/[^\d+*#;=a-z]/gu, '')}`, shown, 'call').then((handed) => { if (handed && whom) whenBack(() => offerContact(shown, whom)); });
}

function offerContact(value: string, whom: Spoken): void {
  toast(t('call-log', { value }), { ms: offered, action: { label: t('call-log-act'), run: () => calls.log(whom) } });
}

/** At once where the window has the focus, otherwise when whoever called is back at it: the lock may have come meanwhile, and somebody else. */
function whenBack(then: () => void): void {
  const { me } = session;
  const back = (): void => void session.unlocked().then(() => { if (session.me === me) then(); });
  if (document.hasFocus()) back();
  else window.addEventListener('focus', back, { once: true });
}

/** Begins a letter in the system's own mail program. */
export function writeTo(email: string): void {
  void handOver(`mailto:${encodeURIComponent(email).replace('%40', '@')}`, email, 'letter');
}

/** False where no program took it. */
async function handOver(address: string, value: string, what: 'call' | 'letter'): Promise<boolean> {
  let gone = !document.hasFocus();
  const left = (): void => void (gone = true);
  window.addEventListener('blur', left, { once: true });
  try {
    await openAddress(address);
    await new Promise((later) => { setTimeout(later, patience); });
    // Not every system tells that nothing was opened: the window that kept the focus is the sign.
    if (!gone) offer(t(`open-unheard-${what}`, { value }), value);
    return true;
  } catch {
    await navigator.clipboard.writeText(value).then(() => toast(t(`open-none-${what}`, { value }), { kind: 'bad' }), () => offer(t(`open-none-${what}-uncopied`, { value }), value, 'bad'));
    return false;
  } finally {
    window.removeEventListener('blur', left);
  }
}

function offer(text: string, value: string, kind: 'plain' | 'bad' = 'plain'): void {
  toast(text, { kind, action: { label: t('action-copy'), run: () => void navigator.clipboard.writeText(value).then(() => toast(t('copied')), toastError) } });
}
