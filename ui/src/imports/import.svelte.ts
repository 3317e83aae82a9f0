// The import that this window has open: it goes on while somebody looks at another screen, and is there when they come back.
import { tick } from 'svelte';
import { keepForUndo, offerUndo, undo } from '../deeds/undo.svelte.ts';
import { call, wireError } from '../ipc/call.ts';
import type { Id, ImportFile, ImportMode, ImportPlan, ImportProgress, ImportReadAs, WireError } from '../ipc/types.ts';
import { session } from '../shared/session.svelte.ts';
import { countsText } from './words.ts';

export type Step = 'file' | 'columns' | 'check' | 'run';

/** Another person came while it ran: it is there still, for whoever began it. */
const leftInTheMiddle: WireError = { code: 'import_running', params: {}, detail: null };

export class OpenImport {
  private watched = false;
  readonly by: Id | null = session.current.employee?.id ?? null;
  step = $state<Step>('file');
  file = $state.raw<ImportFile | null>(null);
  targets = $state.raw<string[]>([]);
  mode = $state<ImportMode>('complete');
  checked = $state.raw<ImportProgress | null>(null);
  ran = $state.raw<ImportProgress | null>(null);
  error = $state.raw<WireError | null>(null);
  busy = $state(false);
  stopping = $state(false);
  undone = $state(false);
  /** What is still asked in the name of an earlier turn is dropped. */
  private turn = 0;
  /** One question about the file after the other, in the order in which they were put. */
  private asked: Promise<void> = Promise.resolve();

  get running(): boolean {
    return this.step === 'run' && this.ran?.ended !== true && this.error === null;
  }

  async open(path: string): Promise<void> {
    await this.ask(async () => {
      this.take(await call('imports.open', { path }));
      this.step = 'columns';
    });
  }

  async readAs(how: Omit<ImportReadAs, 'id'>): Promise<void> {
    const { file } = this;
    if (file) await this.ask(async () => this.take(await call('imports.read', { id: file.id, ...how })));
  }

  choose(at: number, target: string): void {
    this.targets = this.targets.map((old, place) => (place === at ? target : old));
    this.error = null;
  }

  /** Back to the columns; a check on its way is left. */
  back(): void {
    this.turn += 1;
    this.step = this.step === 'check' ? 'columns' : 'file';
    this.checked = null;
    this.error = null;
  }

  async check(): Promise<void> {
    const turn = ++this.turn;
    this.error = null;
    this.checked = null;
    this.step = 'check';
    try {
      await this.through('imports.check', turn, (told) => (this.checked = told));
    } catch (thrown) {
      if (turn === this.turn) this.failed(thrown, 'columns');
    }
  }

  async run(): Promise<void> {
    const turn = ++this.turn;
    this.error = null;
    this.ran = null;
    this.undone = false;
    this.stopping = false;
    this.step = 'run';
    try {
      if (await this.through('imports.run', turn, (told) => (this.ran = told))) this.told();
    } catch (thrown) {
      // What went in before stays, and can be undone. What still runs is not ended by this: it is gone on with, or stopped, from the check.
      const held = wireError(thrown).code === 'import_running' ? null : await this.ended();
      if (turn !== this.turn) return;
      this.ran = held ?? this.ran;
      this.failed(thrown, held ? 'run' : 'check');
      if (held) this.told();
    } finally {
      this.stopping = false;
    }
  }

  /** Call by call to the end; false where it was left meanwhile. Under the lock it stands still, until the same person is back; where another comes, the run is left in the middle and says so. */
  private async through(name: 'imports.check' | 'imports.run', turn: number, take: (told: ImportProgress) => void): Promise<boolean> {
    let again = true;
    for (;;) {
      try {
        const told = await call(name, { ...this.plan(), again });
        if (turn !== this.turn) return false;
        take(told);
        again = false;
        if (told.ended) return true;
      } catch (thrown) {
        const { code } = wireError(thrown);
        if (code === 'not_logged_in' && session.locked) {
          await session.unlocked();
          if (session.me !== this.by) throw name === 'imports.run' ? leftInTheMiddle : thrown;
        } else if (code === 'import_running' && again) {
          // It is this file's, left in the middle: the office goes on with it where it is the same.
          again = false;
        } else throw thrown;
      }
    }
  }

  /** Ends the run after the rows it is at; the loop above sees that it has ended. Of one that was left in the middle it shows what went in. */
  async stop(): Promise<void> {
    const { file } = this;
    if (!file || this.stopping) return;
    this.stopping = true;
    try {
      const { turn } = this;
      const told = await call('imports.stop', { id: file.id });
      if (turn !== this.turn || this.error?.code !== 'import_running') return;
      [this.ran, this.error, this.undone, this.step] = [told, null, false, 'run'];
      // Where somebody looks, the run's own page is up before it is asked whether anybody does.
      await tick();
      this.told();
    } catch (thrown) {
      this.error = wireError(thrown);
    } finally {
      if (!this.running) this.stopping = false;
    }
  }

  async undo(): Promise<void> {
    const id = this.ran?.deed_id ?? null;
    if (id === null || this.busy) return;
    this.busy = true;
    await undo(id, (undone) => this.settled(undone));
    this.busy = false;
  }

  /** Undone, or after that done once more: then it is another deed, which the message and the list of deeds undo. */
  private settled(undone: boolean): void {
    if (this.undone && !undone && this.ran) this.ran = { ...this.ran, deed_id: null };
    this.undone = undone;
  }

  /** The file is put away. */
  close(): void {
    this.turn += 1;
    if (this.file) call('imports.close', { id: this.file.id }).catch(() => undefined);
  }

  private plan(): ImportPlan {
    return { id: this.file?.id ?? 0, columns: [...this.targets], mode: this.mode };
  }

  private take(file: ImportFile): void {
    this.file = file;
    this.targets = file.columns.map((column) => column.target);
    this.checked = null;
  }

  private told(): void {
    if (!this.ran) return;
    const did = { deed_id: this.ran.deed_id };
    const then = (undone: boolean): void => this.settled(undone);
    // Whoever looks at the import reads it there, with Undo beside it: a message would only lie over the buttons.
    if (this.watched) keepForUndo(did, then);
    else offerUndo(countsText(this.ran), did, then);
  }

  /** Somebody looks at the run, until the returned function is called. */
  watch(): () => void {
    this.watched = true;
    return () => void (this.watched = false);
  }

  private async ended(): Promise<ImportProgress | null> {
    try {
      return this.file && this.ran ? await call('imports.stop', { id: this.file.id }) : null;
    } catch {
      return null;
    }
  }

  /** A file that is no longer open has to be chosen again. */
  private failed(thrown: unknown, step: Step): void {
    this.error = wireError(thrown);
    this.step = step !== 'run' && (this.error.code === 'import_gone' || this.error.code === 'file_changed') ? 'file' : step;
  }

  private ask(run: () => Promise<void>): Promise<void> {
    this.asked = this.asked.then(async () => {
      this.busy = true;
      this.error = null;
      try {
        await run();
      } catch (thrown) {
        this.failed(thrown, this.step);
      } finally {
        this.busy = false;
      }
    });
    return this.asked;
  }
}

let current = $state.raw(new OpenImport());

/** The import of whoever sits here; another one's is never shown. */
export const imports = {
  get open(): OpenImport {
    return current;
  },
  mine(): void {
    if (current.by !== (session.current.employee?.id ?? null)) current = new OpenImport();
  },
  afresh(): void {
    current.close();
    current = new OpenImport();
  },
};
