// Undo in this window (E5): what was done is offered back in its toast and by Ctrl+Z, what stays as it is is told.
import { call } from '../ipc/call.ts';
import type { Did, Id, KeptReason, Undone } from '../ipc/types.ts';
import { t } from '../shared/i18n.svelte.ts';
import { session } from '../shared/session.svelte.ts';
import { toast, toastError } from '../shared/toasts.svelte.ts';

/** Ctrl+Z goes so far back. */
const most = 50;
/** Told after each try whether what was done is undone now. */
type Then = (undone: boolean) => void;
const nothing: Then = () => undefined;
const sitting = (): Id | null => session.current.employee?.id ?? null;
/** The deeds of this window that stand, newest last. */
let deeds: { id: Id; by: Id | null; then: Then }[] = [];

/** Keeps a deed for Ctrl+Z alone, where the screen itself says what was done and offers to undo it. */
export function keepForUndo({ deed_id: id }: Did, then: Then = nothing): void {
  if (id !== null) deeds = [...deeds, { id, by: sitting(), then }].slice(-most);
}

/** Says what was done, with Undo where something changed. `then` reads a list anew that no event wakes. */
export function offerUndo(said: string, did: Did, then: Then = nothing): void {
  const id = did.deed_id;
  if (id === null) {
    toast(said);
    return;
  }
  keepForUndo(did, then);
  toast(said, { action: { label: t('action-undo'), undoes: true, run: () => void undo(id, then) } });
}

const reasons: readonly KeptReason[] = ['changed', 'used', 'taken', 'gone', 'missing', 'untied'];

/** What an undo came to, as sentences: how many went back, and of the others why not. */
export function outcome({ restored, total, kept }: Undone): string {
  const all = restored === total && kept.length === 0;
  const said = reasons.map((reason) => ({ reason, count: kept.filter((thing) => thing.reason === reason).length })).filter(({ count }) => count > 0);
  return all ? t('undo-done') : [t('undo-part', { restored, total }), ...said.map(({ reason, count }) => t(`undo-kept-${reason}`, { count }))].join(' ');
}

/** Undoes a deed and says what came of it; that is offered back in its turn (`again`: what was undone is done once more). False where it could not be done. */
export async function undo(id: Id, then: Then = nothing, again = false): Promise<boolean> {
  let done = false;
  deeds = deeds.filter((deed) => deed.id !== id);
  try {
    const undone = await call('deeds.undo', { id });
    const whole = undone.kept.length === 0;
    const back = undone.deed_id;
    toast(outcome(undone), {
      ...(whole ? {} : { ms: 15_000 }),
      ...(back === null ? {} : { action: { label: t('undo-redo'), undoes: again, run: () => void undo(back, then, !again) } }),
    });
    done = true;
  } catch (error) {
    toastError(error);
  }
  then(done !== again);
  return done;
}

/** Undoes the last deed that whoever sits here did in this window; false where there is none. */
export function undoLast(): boolean {
  const last = deeds.findLast((deed) => deed.by === sitting());
  if (!last) return false;
  void undo(last.id, last.then);
  return true;
}
