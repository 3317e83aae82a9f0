// The mailbox while it is being set up: what was typed, what is wrong with it, how the test goes, what is still to be
// agreed to. The form only shows this.
import { call, wireError } from '../ipc/call.ts';
import type { Mailbox, Server, Suggestion, WireError } from '../ipc/types.ts';
import { isAddress } from './address.ts';

export type Side = 'imap' | 'smtp';
export type StepState = 'waiting' | 'running' | 'good' | 'bad';
export interface Step { state: StepState; error: WireError | null }
/** A problem of a field, as the key of its sentence. */
export type Problems = Partial<Record<'address' | 'password' | `${Side}-host` | `${Side}-port` | `${Side}-user` | 'plain', string>>;

const usualPorts: Record<Side, Record<Server['security'], number>> = {
  imap: { tls: 993, start_tls: 143, plain: 143 },
  smtp: { tls: 465, start_tls: 587, plain: 25 },
};
const empty = (side: Side): Server => ({ host: '', port: usualPorts[side].tls, security: 'tls', user: '', fingerprint: null });
const untested = (): Record<Side, Step> => ({ imap: { state: 'waiting', error: null }, smtp: { state: 'waiting', error: null } });

export class MailboxSetup {
  address = $state('');
  password = $state('');
  name = $state('');
  servers = $state<Record<Side, Server>>({ imap: empty('imap'), smtp: empty('smtp') });
  savesSent = $state(false);
  sentFolder = $state<string | null>(null);
  /** A password is kept already: an empty field leaves it. */
  kept = $state(false);
  suggestion = $state.raw<Suggestion | null>(null);
  plainAgreed = $state(false);
  problems = $state.raw<Problems>({});
  steps = $state<Record<Side, Step>>(untested());
  tested = $state(false);
  busy = $state(false);
  /** There is no keyring: the person chooses whether a file may hold the password. */
  asksFile = $state(false);
  error = $state.raw<WireError | null>(null);
  #place: Mailbox['password_place'] = 'none';
  #byHand = false;
  #suggestedFor = '';
  #looking: Promise<void> = Promise.resolve();
  #left = false;

  /** Starts from the mailbox that is connected, or from nothing. */
  take(mailbox: Mailbox | null, name = ''): void {
    this.name = mailbox?.name ?? name;
    if (!mailbox) return;
    this.address = mailbox.address;
    this.servers = { imap: { ...mailbox.imap }, smtp: { ...mailbox.smtp } };
    this.savesSent = mailbox.saves_sent;
    this.sentFolder = mailbox.sent_folder;
    this.kept = mailbox.has_password;
    this.#place = mailbox.password_place;
    this.plainAgreed = mailbox.imap.security === 'plain' || mailbox.smtp.security === 'plain';
    this.#byHand = mailbox.imap.host !== '' || mailbox.smtp.host !== '';
    this.#suggestedFor = this.#byHand ? mailbox.address : '';
  }

  /** What was typed the last time, over what is connected. Nobody has agreed to a plain connection by that. */
  bring(mailbox: Mailbox): void {
    const agreed = this.plainAgreed;
    this.take(mailbox);
    this.plainAgreed &&= agreed;
  }

  /** The servers were set by hand, and not found by the address. */
  get byHand(): boolean {
    return this.#byHand;
  }

  get usesPlain(): boolean {
    return this.servers.imap.security === 'plain' || this.servers.smtp.security === 'plain';
  }

  /** Looks the servers up for the address, unless they were set by hand; resolves when what is known of it is there. */
  suggest(): Promise<void> {
    const address = this.address.trim();
    if (!isAddress(address)) return Promise.resolve();
    if (address !== this.#suggestedFor) {
      this.#suggestedFor = address;
      this.#looking = this.#lookUp(address);
    }
    return this.#looking;
  }

  async #lookUp(address: string): Promise<void> {
    try {
      const found = await call('mailbox.suggest', { address });
      if (this.address.trim() !== address) return;
      this.suggestion = found;
      if (this.#byHand) return;
      this.servers = { imap: { ...found.imap }, smtp: { ...found.smtp } };
      this.savesSent = found.saves_sent;
    } catch (error) {
      this.error = wireError(error);
      // Another try looks them up once more.
      if (this.#suggestedFor === address) this.#suggestedFor = '';
    }
  }

  /** A server field was changed by hand: from now on a suggestion does not overwrite it. */
  change(side: Side, part: Partial<Server>): void {
    const old = this.servers[side];
    const next = { ...old, ...part };
    if (part.security && old.port === usualPorts[side][old.security]) next.port = usualPorts[side][part.security];
    // Trust was given to one certificate of one server, not to whatever stands there next.
    if (part.host !== undefined && part.host !== old.host) next.fingerprint = null;
    this.servers[side] = next;
    this.#byHand = true;
    this.#untest();
  }

  trust(side: Side, fingerprint: string | null): void {
    this.servers[side].fingerprint = fingerprint;
    this.#byHand = true;
    this.#untest();
  }

  /** What is missing or wrong, before anything is sent anywhere. */
  check(): boolean {
    const found: Problems = {};
    if (!isAddress(this.address.trim())) found.address = 'mailbox-address-wrong';
    if (!this.password && !this.kept) found.password = 'mailbox-password-required';
    // Without an address the servers are not known yet: one sentence is enough.
    for (const side of found.address ? [] : (['imap', 'smtp'] as const)) {
      const server = this.servers[side];
      if (!server.host.trim()) found[`${side}-host`] = 'mailbox-host-required';
      if (!Number.isInteger(server.port) || server.port < 1 || server.port > 65_535) found[`${side}-port`] = 'mailbox-port-wrong';
      if (!server.user.trim()) found[`${side}-user`] = 'mailbox-user-required';
    }
    if (this.usesPlain && !this.plainAgreed) found.plain = 'mailbox-plain-required';
    this.problems = found;
    return Object.keys(found).length === 0;
  }

  get mailbox(): Mailbox {
    const clean = (server: Server): Server => ({ ...$state.snapshot(server), host: server.host.trim(), user: server.user.trim() });
    return {
      address: this.address.trim(), name: this.name.trim(), imap: clean(this.servers.imap), smtp: clean(this.servers.smtp),
      sent_folder: this.sentFolder, saves_sent: this.savesSent, has_password: this.kept,
      password_place: this.#place,
    };
  }

  /** Logs in to both servers; true when both let us in. */
  async test(): Promise<boolean> {
    this.steps = { imap: { state: 'running', error: null }, smtp: { state: 'running', error: null } };
    this.tested = false;
    this.error = null;
    try {
      const told = await call('mailbox.test', { mailbox: this.mailbox, password: this.password || null });
      const step = (error: WireError | null): Step => ({ state: error ? 'bad' : 'good', error });
      this.steps = { imap: step(told.imap), smtp: step(told.smtp) };
      this.tested = true;
      return !told.imap && !told.smtp;
    } catch (error) {
      this.steps = untested();
      this.error = wireError(error);
      return false;
    }
  }

  /** Saves; without a keyring it asks first, and saves into a file only when told so. */
  async save(inFile: boolean): Promise<Mailbox | null> {
    this.error = null;
    try {
      const saved = await call('mailbox.save', { mailbox: this.mailbox, password: this.password || null, in_file: inFile });
      this.asksFile = false;
      return saved;
    } catch (error) {
      const known = wireError(error);
      if (known.code === 'no_keyring' && !inFile) this.asksFile = true;
      else this.error = known;
      return null;
    }
  }

  /** The whole way: look up, check, test, save. Gives the mailbox when it was saved. */
  async connect(options: { untested?: boolean; inFile?: boolean } = {}): Promise<Mailbox | null> {
    if (this.busy) return null;
    this.busy = true;
    try {
      await this.suggest();
      if (!this.check()) return null;
      if (!options.untested && !(await this.test())) return null;
      if (this.#left) return null;
      return await this.save(options.inFile ?? false);
    } finally {
      this.busy = false;
    }
  }

  /** Given up: what is still being tested is not saved. */
  leave(): void {
    this.#left = true;
  }

  #untest(): void {
    this.steps = untested();
    this.tested = false;
  }
}
