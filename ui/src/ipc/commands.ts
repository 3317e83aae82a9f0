// The command table as the window sees it: name → what it takes and what it gives.
import type { Commands } from './generated/commands.ts';

export type { Commands };
export type Name = keyof Commands;
export type Takes<N extends Name> = Commands[N][0];
export type Gives<N extends Name> = Commands[N][1];
