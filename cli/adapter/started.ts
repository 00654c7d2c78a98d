import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';

/** An adapter that was started for one command. */
export interface StartedAdapter {
  readonly base: string;
  stop(): void;
}

const WITHIN_MS = 20_000;
const ADDRESS = /^https?:\/\/\S+$/;
const MAX_SHOWN = 500;

const notStarted = (why: string): InputProblem =>
  new InputProblem(
    `the adapter did not start: ${why}`,
    { path: '--start' },
    `a command that prints the adapter's address, such as http://127.0.0.1:8090, as a line of its own within ${WITHIN_MS / 1000} s`,
    {
      exitCode: EXIT.unreachable,
      advice: 'run the command by itself with VITALPROOF_FHIR and VITALPROOF_KEY set, and see what it says',
    },
  );

/**
 * Starts an adapter by a shell command and waits for its address. Its process and what it started end with `stop`.
 * Rejects with InputProblem (exit 69) when no address comes.
 */
export const startAdapter = (
  command: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<StartedAdapter> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...env } });
    let said = '';
    const stop = (): void => {
      clearTimeout(timer);
      try {
        if (child.pid !== undefined) process.kill(-child.pid);
      } catch {
        // It has ended by itself.
      }
    };
    const fail = (why: string): void => {
      stop();
      reject(notStarted(said === '' ? why : `${why}; it said: ${said.trim().slice(-MAX_SHOWN)}`));
    };
    const timer = setTimeout(() => fail('no address came'), WITHIN_MS);
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-MAX_SHOWN);
    });
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with exit code ${code ?? 'none'}`));
    createInterface(child.stdout).on('line', (line) => {
      if (!ADDRESS.test(line.trim())) return;
      clearTimeout(timer);
      resolve({ base: line.trim().replace(/\/+$/, ''), stop });
    });
  });
