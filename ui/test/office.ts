// An invented office behind the door, for component tests and for `VITE_FAKE=1 npm run dev`.
import type { Door } from '../src/ipc/call.ts';

type Command = (args: never) => unknown;
export const commands: Record<string, Command> = {};

export const door: Door = async (name, args) => {
  const command = commands[name];
  if (!command) throw { code: 'no_such_command', params: { name }, detail: null };
  return structuredClone(await command(args as never));
};
