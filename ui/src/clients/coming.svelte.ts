// Files on their way to a client: from this machine by their paths, dropped or pasted ones by slices, none ever whole in memory.
import { call, wireError } from '../ipc/call.ts';
import type { Id, WireError } from '../ipc/types.ts';
import { toastError } from '../shared/toasts.svelte.ts';

/** As much of a file crosses to the office at once. */
const piece = 1024 * 1024;

export interface Coming { key: number; id: Id | null; name: string; size: number; done: number; stopped: boolean; error: WireError | null }

let counter = 0;

/** The files on their way to one client; `arrived` is called after each. */
export function comingTo(client_id: Id, arrived: (known: boolean, name: string) => void): { readonly list: Coming[]; drop: (files: File[]) => Promise<void>; paths: (paths: string[]) => Promise<void>; stop: (one: Coming) => void; dismiss: (one: Coming) => void } {
  const list = $state<Coming[]>([]);

  function begin(name: string, size: number): Coming {
    list.push({ key: ++counter, id: null, name, size, done: 0, stopped: false, error: null });
    return list.at(-1) as Coming;
  }

  function gone(one: Coming): void {
    const at = list.findIndex(({ key }) => key === one.key);
    if (at >= 0) list.splice(at, 1);
  }

  function failed(one: Coming, error: unknown): void {
    const told = wireError(error);
    if (one.stopped || told.code === 'stopped') gone(one);
    else one.error = told;
  }

  async function bring(file: File): Promise<void> {
    const one = begin(file.name, file.size);
    try {
      one.id = (await call('client_files.begin', { client_id, name: file.name, size: file.size })).id;
      for (let position = 0; position * piece < file.size; position += 1) {
        if (one.stopped) break;
        const slice = file.slice(position * piece, (position + 1) * piece);
        await call('client_files.piece', { id: one.id, position, base64: await base64(slice) });
        one.done += slice.size;
      }
      if (one.stopped) await call('client_files.cancel', { id: one.id });
      else arrived((await call('client_files.finish', { id: one.id })).known, file.name);
      gone(one);
    } catch (error) {
      if (one.id !== null) call('client_files.cancel', { id: one.id }).catch(() => undefined);
      failed(one, error);
    }
  }

  async function read(path: string): Promise<void> {
    const one = begin(path.split(/[\\/]/u).at(-1) ?? path, 0);
    // The office reads it by itself; it is asked how far it is.
    const look = setInterval(() => {
      call('client_files.coming', { id: client_id }).then((all) => {
        const mine = all.find(({ id, name }) => (one.id === null ? name === one.name : id === one.id));
        if (mine) Object.assign(one, { id: mine.id, size: mine.size, done: mine.done });
      }, () => undefined);
    }, 400);
    try {
      arrived((await call('client_files.add', { client_id, path })).known, one.name);
      gone(one);
    } catch (error) {
      failed(one, error);
    } finally {
      clearInterval(look);
    }
  }

  return {
    get list() { return list; },
    async drop(files) { for (const file of files) await bring(file); },
    async paths(paths) { for (const path of paths) await read(path); },
    stop(one) {
      one.stopped = true;
      if (one.id !== null) call('client_files.cancel', { id: one.id }).catch(toastError);
    },
    dismiss: gone,
  };
}

function base64(slice: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(slice);
  });
}
