// The command table as the window sees it: name → what it takes and what it gives.
import type { Commands as Made } from './generated/commands.ts';
import type { Address, Id, Ms } from './types.ts';

/** A letter in no request: an automatic answer, a bounce or a newsletter that opened none. */
export interface IgnoredLetter { id: Id; at: Ms; from: Address; subject: string; rule: 'auto_reply' | 'bounce' | 'newsletter'; snippet: string }
interface Ignored {
  'letters.ignored': [{ after?: string | null; limit?: number | null }, { rows: IgnoredLetter[]; next: string | null }];
  'letters.make_request': [{ id: Id }, { id: Id }];
}

export type Commands = Made & Ignored;
export type Name = keyof Commands;
export type Takes<N extends Name> = Commands[N][0];
export type Gives<N extends Name> = Commands[N][1];
