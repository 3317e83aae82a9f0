// A link of a letter is never followed at once: its true target is shown first.
export interface Asked { target: string; /** What the letter shows, when that is another address. */ shown: string | null }

let asked = $state.raw<Asked | null>(null);

export const links = {
  get asked(): Asked | null {
    return asked;
  },
  ask(target: string, shown: string | null = null): void {
    asked = { target, shown };
  },
  close(): void {
    asked = null;
  },
};

export interface Piece { text: string; target: string | null }

const address = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]}'’]|www\.[^\s<>"«»]+\.[^\s<>"«».,;:!?)\]}'’]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/giu;

/** Plain text cut into text and addresses that can be opened. */
export function pieces(text: string): Piece[] {
  return text.split(address).filter(Boolean).map((part) => {
    if (/^https?:\/\//iu.test(part)) return { text: part, target: part };
    if (/^www\./iu.test(part)) return { text: part, target: `https://${part}` };
    if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/u.test(part)) return { text: part, target: `mailto:${part}` };
    return { text: part, target: null };
  });
}
