import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhoneAddress, RunningSender, StartSender } from './sender-under-test.ts';

/** How long an ended process may take to be gone. */
const GONE_WITHIN_MS = 5000;

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Ends the process and what it has started. */
const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined || isOver(child)) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
};

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (isOver(child)) return resolve();
    const timer = setTimeout(resolve, GONE_WITHIN_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    return undefined;
  });

/** Senders that are processes of their own, one a phone. */
export interface CommandSenders {
  readonly start: StartSender;
  /** Ends all and takes away what they kept. */
  close(): Promise<void>;
}

/**
 * Runs a command for each phone, with `VP_BUS_URL`, `VP_BUS_TOKEN` and `VP_STATE_DIR` in its environment, a folder that
 * is the same when it is started again. What it prints is its own.
 */
export const commandSenders = (command: string, env: Readonly<Record<string, string | undefined>>): CommandSenders => {
  const folders = new Map<string, string>();
  const children = new Set<ChildProcess>();
  const folderOf = (token: string): string => {
    const known = folders.get(token) ?? mkdtempSync(join(tmpdir(), 'vitalproof-sender-'));
    folders.set(token, known);
    return known;
  };
  const start = async ({ url, token }: PhoneAddress): Promise<RunningSender> => {
    const child = spawn(command, {
      shell: true,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...env, VP_BUS_URL: url, VP_BUS_TOKEN: token, VP_STATE_DIR: folderOf(token) },
    });
    children.add(child);
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', () => resolve());
      child.once('error', reject);
    });
    let isKilled = false;
    return {
      failed: new Promise((resolve) => {
        child.once('exit', (code, signal) => {
          // One that ends well may have left its sender running in the background.
          if (!isKilled && code !== 0) resolve(code === null ? `was ended by ${signal}` : `ended with code ${code}`);
        });
      }),
      kill: async () => {
        isKilled = true;
        killGroup(child);
        await gone(child);
        children.delete(child);
      },
    };
  };
  return {
    start,
    close: async () => {
      for (const child of children) killGroup(child);
      await Promise.all([...children].map(gone));
      for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
    },
  };
};
