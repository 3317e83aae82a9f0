// Addresses as people type and paste them: "Name <a@b>", lists with commas or semicolons.
import type { Address } from '../ipc/types.ts';

export function isAddress(address: string): boolean {
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/u.test(address);
}

/** Every address in the text; what is none comes back as an address that is marked wrong, never dropped. */
export function readAddresses(text: string): Address[] {
  return text
    .split(/[,;\n]+(?=(?:[^"]*"[^"]*")*[^"]*$)/u)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const full = /^"?([^"<]*?)"?\s*<([^>]+)>$/u.exec(part);
      return full ? { name: (full[1] ?? '').trim(), address: (full[2] ?? '').trim() } : { name: '', address: part };
    });
}
