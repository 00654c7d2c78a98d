import { spawn } from 'node:child_process';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { lineSplitter } from './line-splitter.ts';

export interface K6Run {
  readonly k6: string;
  readonly script: string;
  readonly planFile: string;
  /** Options of k6 besides those that every run has. */
  readonly options: readonly string[];
  readonly authorization: string | undefined;
  /** How long it may take, ms. */
  readonly mostMs: number;
  readonly signal: AbortSignal;
  /** Each line that it writes. */
  readonly onLine: (line: string) => void;
}

const LAST_WORDS = 2000;
/** k6 collects garbage this rarely (percent): every user has a heap of its own, and going over all of them costs a quarter of it. */
const GOGC = '400';

/**
 * Runs k6 to its end. What the script found comes line by line; k6's own exit code speaks of thresholds, which there are
 * none of, so anything but 0 is a failure of the tool.
 * @throws InputProblem (exit 69) when k6 cannot be started; Error when it fails or takes too long.
 */
export const runK6 = async ({
  k6,
  script,
  planFile,
  options,
  authorization,
  mostMs,
  signal,
  onLine,
}: K6Run): Promise<void> => {
  const args = ['run', '--quiet', '--no-usage-report', '--log-format=raw', ...options, script];
  const env = {
    ...process.env,
    VP_PLAN: planFile,
    ...(authorization === undefined ? {} : { VP_AUTHORIZATION: authorization }),
    NO_PROXY: '*',
    GOGC: process.env.GOGC ?? GOGC,
  };
  await new Promise<void>((resolve, reject) => {
    const child = spawn(k6, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    const stop = (): void => void child.kill('SIGKILL');
    const lines = lineSplitter((line) => {
      try {
        onLine(line);
      } catch (error) {
        stop();
        reject(error);
      }
      if (!line.startsWith('vp1')) words = `${words}${line}\n`.slice(-LAST_WORDS);
    });
    const timer = setTimeout(stop, mostMs);
    signal.addEventListener('abort', stop, { once: true });
    // Who was told to stop before it began hears of it no more.
    if (signal.aborted) stop();
    child.stderr.setEncoding('utf8').on('data', lines.push);
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
      lines.end();
      if (code === 0 || signal.aborted) resolve();
      else
        reject(
          new Error(`k6 ended with ${code ?? 'a signal'}: ${words.trim() === '' ? 'no reason given' : words.trim()}`),
        );
    });
  });
};
