import { commands } from './commands/index.ts';
import type { Io } from './io.ts';
import { runProgram } from './program.ts';

/** What a command left behind. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command as a terminal of 100 columns without a live line calls it, with nothing but this in its environment. */
export const commandLine =
  (env: () => Readonly<Record<string, string>>) =>
  async (...argv: string[]): Promise<Said> => {
    const said = { out: '', err: '' };
    const io: Io = {
      outIsTty: false,
      live: () => undefined,
      liveIsTty: false,
      columns: 100,
      env: { PATH: '', ...env() },
      out: (text) => void (said.out += `${text}\n`),
      err: (text) => void (said.err += `${text}\n`),
      write: async (text) => {
        said.out += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
        return true;
      },
    };
    return { code: await runProgram(argv, commands, io), ...said };
  };
