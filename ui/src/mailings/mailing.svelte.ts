// One mailing as it stands on the screen: read from the office, changed as one types and kept a moment later.
import { call, wireError } from '../ipc/call.ts';
import type { Id, Language, Mailing, MailingFields, MailingText, WireError } from '../ipc/types.ts';
import { session } from '../shared/session.svelte.ts';
import { changedParts, unsavedDrafts } from '../shared/unsaved.ts';

const pause = 500;
/** What was typed and the office refused: a letter with a brace too many is none, and still is somebody's work. */
const unsavedMailings = unsavedDrafts<Partial<MailingFields>>('mailing');
/** Where a mailing is no draft of one's own any more, its words are not brought back another day; whatever else failed, a lost line too, they are. */
const isOver = (code: string): boolean => ['mailing_begun', 'forbidden', 'not_found'].includes(code);
type FieldsOf = Pick<Mailing, keyof MailingFields>;

function fieldsOf(mailing: FieldsOf): MailingFields {
  const { name, channel, texts, consent_needed, not_within_days, opt_out_line, opt_out_sms, per_minute, quiet_from, quiet_to, start_at } = mailing;
  return { name, channel, texts, consent_needed, not_within_days, opt_out_line, opt_out_sms, per_minute, quiet_from, quiet_to, start_at };
}

export class OpenMailing {
  readonly id: Id;
  readonly #unsaved = unsavedMailings(session.me);
  held = $state.raw<Mailing | null>(null);
  fields = $state.raw<MailingFields | null>(null);
  error = $state.raw<WireError | null>(null);
  /** What was typed could not be kept. */
  refused = $state.raw<WireError | null>(null);
  saved = $state(true);
  /** What is shown is what was refused last time. */
  brought = $state(false);
  /** Rises when a text was put in from outside, so that the editor takes it. */
  revision = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<void> = Promise.resolve();
  /** Counts what was changed here, and the writings of it that came to their end. */
  #changes = 0;
  #written = 0;

  constructor(id: Id) {
    this.id = id;
  }

  /** Reads it anew; what is being typed is never overwritten. */
  async read(): Promise<void> {
    try {
      await this.#take(() => call('mailings.get', { id: this.id }));
      this.error = null;
    } catch (error) {
      this.error = wireError(error);
    }
  }

  /** What is asked before something is changed here, or kept, may speak of what was before that. */
  async #take(ask: () => Promise<Mailing>): Promise<void> {
    const asked = this.#changes;
    const current = this.#written === asked;
    this.held = await ask();
    if (this.held.state !== 'draft') this.#forget();
    if (this.fields && !(current && asked === this.#changes)) return;
    const first = this.fields === null;
    this.fields = fieldsOf(this.held);
    if (!first) return;
    const before = this.held.state === 'draft' ? this.#unsaved.get(this.id) : undefined;
    if (before) {
      this.change(before);
      this.brought = true;
    }
    this.revision += 1;
  }

  change(part: Partial<MailingFields>): void {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...part };
    this.saved = false;
    this.#changes += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), pause);
  }

  text(language: Language | null): MailingText {
    return this.fields?.texts.find((text) => text.language === language) ?? { language, subject: '', html: '', sms: '' };
  }

  changeText(language: Language | null, part: Partial<MailingText>): void {
    if (!this.fields) return;
    const next = { ...this.text(language), ...part };
    const there = this.fields.texts.some((text) => text.language === language);
    this.change({ texts: there ? this.fields.texts.map((text) => (text.language === language ? next : text)) : [...this.fields.texts, next] });
  }

  removeText(language: Language): void {
    if (!this.fields) return;
    this.change({ texts: this.fields.texts.filter((text) => text.language !== language) });
    this.revision += 1;
  }

  /** Keeps what is not kept; resolves when the office holds all of it. False where it refused. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    do {
      this.#turn = this.#turn.then(() => this.#write());
      await this.#turn;
      // What was typed meanwhile goes as well.
    } while (!this.saved && this.refused === null);
    return this.saved;
  }

  async #write(): Promise<void> {
    if (this.saved || !this.fields) return;
    const [sent, changes] = [this.fields, this.#changes];
    this.saved = true;
    try {
      this.held = await call('mailings.update', { id: this.id, fields: sent });
      this.#written = changes;
      this.refused = null;
      this.#forget();
    } catch (error) {
      this.saved = false;
      this.refused = wireError(error);
      if (this.held?.state === 'draft' && !isOver(this.refused.code)) this.#unsaved.keep(this.id, changedParts(fieldsOf(this.held), this.fields));
    }
  }

  #forget(): void {
    this.#unsaved.forget(this.id);
    this.brought = false;
  }

  /** Throws away what was brought back, and shows the mailing as the office holds it. */
  async discard(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn = this.#turn.then(() => {
      clearTimeout(this.#timer);
      this.#forget();
      if (!this.held) return;
      this.fields = fieldsOf(this.held);
      this.saved = true;
      this.refused = null;
      this.#written = ++this.#changes;
      this.revision += 1;
    });
    await this.#turn;
  }

  /** Acts upon the mailing after what was typed is kept. */
  async act(act: () => Promise<Mailing>): Promise<boolean> {
    if (!(await this.save())) return false;
    try {
      await this.#take(act);
      this.refused = null;
      return true;
    } catch (error) {
      this.refused = wireError(error);
      return false;
    }
  }
}
