// A letter being written: kept by the office as one types, so that it is there after a crash.
import { call, wireError } from '../ipc/call.ts';
import type { Address, Did, Draft, DraftFile, Id, Ms, WireError } from '../ipc/types.ts';
import { base64Of } from '../shared/files.ts';
import { inAllLanguages } from '../shared/i18n.svelte.ts';

const pause = 600;

export class Writing {
  draft = $state.raw<Draft | null>(null);
  /** Another draft of the same request, that waits while this one is written. */
  other = $state.raw<Draft | null>(null);
  to = $state.raw<Address[]>([]);
  cc = $state.raw<Address[]>([]);
  bcc = $state.raw<Address[]>([]);
  subject = $state('');
  files = $state.raw<DraftFile[]>([]);
  savedAt = $state<Ms | null>(null);
  error = $state.raw<WireError | null>(null);
  /** Why a file is not there: it stays said until the next one is tried. */
  fileError = $state.raw<WireError | null>(null);
  /** Counts the times the text was put in from outside, so that the editor takes it. */
  revision = $state(0);
  html = '';
  readonly requestId: Id;
  /** Drafts sent or thrown away here: an answer that was under way may still speak of them. */
  readonly #gone = new Set<Id>();
  #dirty = false;
  #touched = false;
  #made = false;
  /** The office has told of the open draft: where it tells of none any more, it is gone. */
  #known = false;
  /** The text got a draft of its own when it was saved last: the one before was gone. */
  #renewed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<boolean> | null = null;
  /** Files on their way, one after another. */
  #attaching: Promise<void> | null = null;

  constructor(requestId: Id) {
    this.requestId = requestId;
  }

  /** Shows a draft the office holds. */
  take(draft: Draft): void {
    this.#gone.delete(draft.id);
    if (this.other?.id === draft.id) this.other = null;
    this.draft = draft;
    this.to = draft.to;
    this.cc = draft.cc;
    this.bcc = draft.bcc;
    this.subject = draft.subject;
    this.files = draft.files;
    this.html = draft.html;
    this.#dirty = this.#touched = this.#made = this.#known = false;
    this.savedAt = null;
    this.error = this.fileError = null;
    this.revision += 1;
  }

  /** Shows a draft instead of the one that is open: that one is saved and waits, or goes where nothing was written in it. */
  async open(draft: Draft): Promise<void> {
    do if (!(await this.save())) return; while (this.#dirty);
    const before = this.draft;
    if (before && this.#untouched()) this.#drop(before.id);
    else if (before && before.id !== draft.id) this.other = { ...before, to: this.to, cc: this.cc, bcc: this.bcc, subject: this.subject, html: this.html, files: this.files };
    this.take(draft);
  }

  /** Follows what the office says of this request's draft, its newest, without ever putting it in the place of one that is being written. */
  follow(held: Draft | null): void {
    if (held && this.#gone.has(held.id)) return;
    if (held && held.id === this.draft?.id) {
      this.#known = true;
      if (this.other && this.other.id > held.id) this.other = null;
    } else if (held && (!this.draft || this.#untouched())) {
      if (this.draft) this.#drop(this.draft.id);
      this.take(held);
      this.#known = true;
    } else if (held) this.other = held;
    else {
      this.other = null;
      // Sent or thrown away in another window.
      if (this.#known && !this.#dirty && !this.#saving) this.#close();
    }
  }

  /** Takes away a draft in which nothing was written. */
  #drop(id: Id): void {
    this.#gone.add(id);
    void call('drafts.remove', { id }).catch(() => undefined);
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
    if (!(await this.save())) return this.draft;
    try {
      const turned = await call('drafts.start', { request_id: this.requestId, letter_id: letterId, all });
      // The office turns the newest of the request: a draft that lies beneath another is not the one.
      if (turned.id !== id) {
        await this.open(turned);
        return this.draft;
      }
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

  /** Saves what is not saved; tells when the office holds all of it, or false where it could not be saved. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.#dirty || !this.draft) return true;
    this.#saving = this.#write(this.draft);
    return this.#saving;
  }

  async #write(draft: Draft): Promise<boolean> {
    try {
      await this.#put(draft.id);
      return true;
    } catch (error) {
      this.error = wireError(error);
      if (this.error.code !== 'not_found' || !(await this.#renew(draft).catch(() => false))) return false;
      this.#renewed = true;
      return true;
    } finally {
      this.#saving = null;
    }
  }

  async #put(id: Id): Promise<void> {
    this.#dirty = false;
    try {
      const { updated_at } = await call('drafts.save', { id, to: this.to, cc: this.cc, bcc: this.bcc, subject: this.subject, html: this.html });
      this.savedAt = updated_at;
      this.error = null;
    } catch (error) {
      this.#dirty = true;
      throw error;
    }
  }

  /** The draft was sent or thrown away in another window: what is written here gets one of its own. */
  async #renew(gone: Draft): Promise<boolean> {
    const { draft: held } = await call('requests.get', { id: this.requestId });
    this.other = held;
    if (held) return false;
    this.draft = await call('drafts.start', { request_id: this.requestId, letter_id: gone.letter_id, all: false });
    this.files = this.draft.files;
    this.#known = false;
    await this.#put(this.draft.id);
    return true;
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
    if (id === undefined) return null;
    this.forget(id);
    return call('drafts.remove', { id }).catch(() => null);
  }

  /** A draft that was thrown away here is back. */
  revive(id: Id): void {
    this.#gone.delete(id);
  }

  /** It was sent: nothing is left to write in it. */
  forget(id: Id): void {
    this.#gone.add(id);
    if (this.other?.id === id) this.other = null;
    if (this.draft?.id === id) this.#close();
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.draft = null;
    this.#dirty = this.#touched = this.#made = this.#known = false;
    this.savedAt = null;
    this.error = this.fileError = null;
    this.html = '';
    this.files = [];
    this.revision += 1;
  }

  /**
   * Waits for files on their way and saves; false where one of them did not come, where the text could not be saved, and where
   * the draft was gone with its files: whoever sends sees that first.
   */
  async ready(): Promise<boolean> {
    const coming = this.#attaching;
    await coming;
    if (coming && this.fileError) return false;
    this.#renewed = false;
    const saved = await this.save();
    if (this.#renewed) this.error = { code: 'draft_gone', params: {}, detail: null };
    return saved && !this.#renewed;
  }

  attach(paths: string[]): Promise<void> {
    return this.#files(paths.map((path) => (id) => call('drafts.attach', { id, path })));
  }

  /** Files dropped or pasted, whose bytes the window holds. */
  attachBytes(files: File[]): Promise<void> {
    return this.#files(files.map((file) => async (id) => call('drafts.attach_bytes', { id, name: file.name, type: file.type || 'application/octet-stream', base64: await base64Of(file) })));
  }

  detach(fileId: Id): Promise<void> {
    return this.#files([(id) => call('drafts.detach', { id, file_id: fileId })]);
  }

  async #files(acts: ((id: Id) => Promise<Draft>)[]): Promise<void> {
    const id = this.draft?.id;
    if (id === undefined || acts.length === 0) return;
    const mine = (this.#attaching ?? Promise.resolve()).then(() => this.#eachFile(id, acts));
    this.#attaching = mine;
    await mine;
    if (this.#attaching === mine) this.#attaching = null;
  }

  /** Only the files of the answers are taken: the text here is newer than the office's. */
  async #eachFile(id: Id, acts: ((id: Id) => Promise<Draft>)[]): Promise<void> {
    this.fileError = null;
    this.#touched = true;
    for (const act of acts) {
      try {
        const { files } = await act(id);
        if (this.draft?.id === id) this.files = files;
      } catch (error) {
        if (this.draft?.id === id) this.fileError = wireError(error);
      }
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
