import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AskOfLive, ToldByLive } from './live-task.ts';

/** The same file beside this one, compiled or not. */
const PROCESS = new URL(import.meta.url.endsWith('.ts') ? './live-process.ts' : './live-process.js', import.meta.url);
/** Megabytes: what is made for one patient fits the young generation. */
const FLAGS = ['--max-semi-space-size=16'];

/** A judge in a process of its own, of lower priority, that reads a history while it is written. */
export interface LiveJudge {
  /** Nothing more will be written. Undefined: it came to nothing, for whatever reason; the file has to be judged anew. */
  finish(): Promise<ToldByLive | undefined>;
  /** Ends it, whatever it does. */
  end(): void;
}

const isToldByLive = (message: unknown): message is ToldByLive =>
  typeof message === 'object' && message !== null && 'judged' in message;

const answerOf = (child: ChildProcess): Promise<ToldByLive | undefined> =>
  new Promise((resolve) => {
    child.on('message', (message) => {
      if (isToldByLive(message)) resolve(message);
    });
    // What is wrong with the file, or with us, is said by whoever judges it anew.
    child.once('error', () => resolve(undefined));
    child.once('exit', () => resolve(undefined));
  });

/** Starts one on a history that is there already, its first line at least. */
export const startLiveJudge = (path: string): LiveJudge => {
  const child = fork(fileURLToPath(PROCESS), [path], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [...process.execArgv.filter((flag) => !flag.startsWith('--inspect')), ...FLAGS],
  });
  const answer = answerOf(child);
  const over: AskOfLive = 'over';
  return {
    finish: async () => {
      if (child.connected) child.send(over, () => undefined);
      return await answer;
    },
    end: () => void child.kill('SIGKILL'),
  };
};
