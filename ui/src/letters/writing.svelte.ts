// A letter being written: kept by the office as one types, so that it is there after a crash.
import { call, wireError } from '../ipc/call.ts';
import type { Address, Did, Draft, DraftFile, Id, Ms, WireError } from '../ipc/types.ts';
import { base64Of } from '../shared/files.ts';
import { inAllLanguages } from '../shared/i18n.svelte.ts';

const pause = 600;

export class Writing {
  draft = $state.raw<Draft | null>(null);
  to = $state.raw<Address[]>([]);
  cc = $state.raw<Address[]>([]);
  bcc = $state.raw<Address[]>([]);
  subject = $state('');
  files = $state.raw<DraftFile[]>([]);
  savedAt = $state<Ms | null>(null);
  error = $state.raw<WireError | null>(null);
  /** Counts the times the text was put in from outside, so that the editor takes it. */
  revision = $state(0);
  html = '';
  readonly requestId: Id;
  /** Drafts sent or thrown away here: an answer that was under way may still speak of them. */
  readonly #gone = new Set<Id>();
  #dirty = false;
  #touched = false;
  #made = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  constructor(requestId: Id) {
    this.requestId = requestId;
  }

  /** Shows a draft the office holds. */
  take(draft: Draft): void {
    this.#gone.delete(draft.id);
    this.draft = draft;
    this.to = draft.to;
    this.cc = draft.cc;
    this.bcc = draft.bcc;
    this.subject = draft.subject;
    this.files = draft.files;
    this.html = draft.html;
    this.#dirty = false;
    this.revision += 1;
  }

  /** Follows what the office says of this request's draft, without ever overwriting what is being typed. */
  follow(held: Draft | null): void {
    if (held && held.id !== this.draft?.id && !this.#gone.has(held.id)) this.take(held);
  }

  /** The draft of this request, made when there is none. A `letter` that somebody chose, or all of its readers, is what a draft that is there is turned to. */
  async start(letterId: Id | null, all = false, chosen = false): Promise<Draft | null> {
    if (this.draft && chosen && letterId !== null && (all || letterId !== this.draft.letter_id)) return this.#turn(this.draft.id, letterId, all);
    if (this.draft) return this.draft;
    return this.#begin(letterId, all);
  }

  async #begin(letterId: Id | null, all: boolean): Promise<Draft | null> {
    try {
      this.take(await call('drafts.start', { request_id: this.requestId, letter_id: letterId, all }));
      this.#made = true;
      this.error = null;
    } catch (error) {
      this.error = wireError(error);
    }
    return this.draft;
  }

  /** Answers another letter, or more people: a draft in which nothing was written is begun anew; one that was written in keeps its text and goes to those as well. */
  async #turn(id: Id, letterId: Id, all: boolean): Promise<Draft | null> {
    if (this.#untouched()) {
      this.#gone.add(id);
      await call('drafts.remove', { id }).catch(() => undefined);
      return this.#begin(letterId, all);
    }
    await this.save();
    if (this.error) return this.draft;
    try {
      const turned = await call('drafts.start', { request_id: this.requestId, letter_id: letterId, all });
      this.draft = turned;
      [this.to, this.cc, this.bcc] = [turned.to, turned.cc, turned.bcc];
    } catch (error) {
      this.error = wireError(error);
    }
    return this.draft;
  }

  /** Made here, and nothing was written in it. */
  #untouched(): boolean {
    return this.#made && !this.#touched && this.files.length === 0;
  }

  /** Something was typed: saved a moment later. */
  changed(html?: string): void {
    if (!this.draft) return;
    if (html !== undefined) {
      if (html === this.html) return;
      this.html = html;
    }
    this.#dirty = true;
    this.#touched = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), pause);
  }

  /** Saves what is not saved; resolves when the office holds all of it. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.#dirty || !this.draft) return;
    this.#saving = this.#write(this.draft.id);
    await this.#saving;
  }

  async #write(id: Id): Promise<void> {
    this.#dirty = false;
    try {
      const { updated_at } = await call('drafts.save', { id, to: this.to, cc: this.cc, bcc: this.bcc, subject: this.subject, html: this.html });
      this.savedAt = updated_at;
      this.error = null;
    } catch (error) {
      this.#dirty = true;
      this.error = wireError(error);
    } finally {
      this.#saving = null;
    }
  }

  /** The person leaves: saves, or takes away a draft in which nothing was written. */
  async leave(): Promise<void> {
    if (this.#untouched() && this.draft) await this.discard();
    else await this.save();
  }

  /** Throws the draft away, what was typed last with it; undone, it is here again. */
  async discard(): Promise<Did | null> {
    await this.save();
    const id = this.draft?.id;
    this.forget();
    if (id === undefined) return null;
    return call('drafts.remove', { id }).catch(() => null);
  }

  /** A draft that was thrown away here is back. */
  revive(id: Id): void {
    this.#gone.delete(id);
  }

  /** It was sent: nothing is left to write. */
  forget(): void {
    clearTimeout(this.#timer);
    if (this.draft) this.#gone.add(this.draft.id);
    this.draft = null;
    this.#dirty = false;
    this.#touched = false;
    this.#made = false;
    this.savedAt = null;
    this.error = null;
    this.html = '';
    this.files = [];
    this.revision += 1;
  }

  async attach(paths: string[]): Promise<void> {
    for (const path of paths) await this.#files((id) => call('drafts.attach', { id, path }));
  }

  /** Files dropped or pasted, whose bytes the window holds. */
  async attachBytes(files: File[]): Promise<void> {
    for (const file of files) {
      const base64 = await base64Of(file);
      await this.#files((id) => call('drafts.attach_bytes', { id, name: file.name, type: file.type || 'application/octet-stream', base64 }));
    }
  }

  async detach(fileId: Id): Promise<void> {
    await this.#files((id) => call('drafts.detach', { id, file_id: fileId }));
  }

  /** Only the files of the answer are taken: the text here is newer than the office's. */
  async #files(act: (id: Id) => Promise<Draft>): Promise<void> {
    if (!this.draft) return;
    try {
      this.files = (await act(this.draft.id)).files;
      this.#touched = true;
      this.error = null;
    } catch (error) {
      this.error = wireError(error);
    }
  }

  /** Does the text speak of an attachment that is not there? Quoted text and signature do not count. */
  forgotAttachment(): boolean {
    if (this.files.length > 0) return false;
    const page = new DOMParser().parseFromString(this.html, 'text/html');
    for (const part of page.querySelectorAll('blockquote, .signature')) part.remove();
    dropSignature(page.body);
    const text = `${this.subject.startsWith('Re:') ? '' : this.subject} ${page.body.textContent}`.toLocaleLowerCase();
    const words = inAllLanguages('attachment-words').flatMap((line) => line.split(',')).map((word) => word.trim().toLocaleLowerCase()).filter(Boolean);
    return words.some((word) => new RegExp(`(^|[^\\p{L}])${word}`, 'u').test(text));
  }
}

/** The signature begins at a line of its own with two dashes, as mail programs have it; everything after it goes. */
function dropSignature(body: HTMLElement): void {
  const lines = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (lines.nextNode()) {
    if (!/^\s*--\s*$/u.test(lines.currentNode.nodeValue ?? '')) continue;
    const rest = body.ownerDocument.createRange();
    rest.setStartBefore(lines.currentNode);
    rest.setEndAfter(body);
    rest.deleteContents();
    return;
  }
}
