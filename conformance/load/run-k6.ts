import { spawn } from 'node:child_process';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { LoadProfile } from './profile.ts';

export interface K6Run {
  readonly k6: string;
  readonly script: string;
  readonly planFile: string;
  /** Where the script's lines go. */
  readonly log: string;
  readonly authorization: string | undefined;
  readonly profile: LoadProfile;
  readonly signal: AbortSignal;
}

/** k6 gets this much longer than its schedule before it is killed. */
const GRACE_MS = 30_000;
const LAST_WORDS = 2000;

/**
 * Runs k6 to its end. What the script found is in the log; k6's own exit code speaks of thresholds, which there are
 * none of, so anything but 0 is a failure of the tool.
 * @throws InputProblem (exit 69) when k6 cannot be started; Error when it fails or takes too long.
 */
export const runK6 = async ({ k6, script, planFile, log, authorization, profile, signal }: K6Run): Promise<void> => {
  const args = [
    'run',
    '--quiet',
    '--no-usage-report',
    '--summary-mode=disabled',
    '--log-format=raw',
    `--console-output=${log}`,
    script,
  ];
  const env = {
    ...process.env,
    VP_PLAN: planFile,
    ...(authorization === undefined ? {} : { VP_AUTHORIZATION: authorization }),
    NO_PROXY: '*',
  };
  await new Promise<void>((resolve, reject) => {
    const child = spawn(k6, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    const stop = (): void => void child.kill('SIGKILL');
    const timer = setTimeout(stop, profile.seconds * 1000 + profile.timeoutMs + GRACE_MS);
    signal.addEventListener('abort', stop, { once: true });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-LAST_WORDS);
    });
    child.once('error', (error) =>
      reject(
        new InputProblem(`k6 cannot be started: ${error.message}`, { file: k6 }, 'an executable k6 2.x', {
          exitCode: EXIT.unreachable,
        }),
      ),
    );
    child.once('close', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      if (code === 0 || signal.aborted) resolve();
      else
        reject(
          new Error(`k6 ended with ${code ?? 'a signal'}: ${words.trim() === '' ? 'no reason given' : words.trim()}`),
        );
    });
  });
};
