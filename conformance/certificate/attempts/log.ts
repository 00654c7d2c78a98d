import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputProblem } from '../../../contract/input-problem.ts';
import type { Verdict } from '../../verdict/types.ts';
import { sha256 } from '../canonical.ts';
import { attemptsOf } from './attempts.ts';
import { readChain } from './chain.ts';
import { type Entry, hashOf, lineOf, type Opening } from './entry.ts';

/** What is known of an attempt when it ends. */
export interface Ending {
  readonly at: string;
  readonly verdict: Verdict;
  readonly failed: number;
  readonly certified: boolean;
  /** Somebody interrupted the run before its end. */
  readonly brokenOff?: true;
  /** SHA-256 of the history. */
  readonly history: string;
}

/** The log of all attempts of one system under one nonce. Only ever added to. */
export interface AttemptLog {
  readonly path: string;
  entries(): readonly Entry[];
  /** The number that the next attempt gets. */
  next(): number;
  begun(attempt: number, what: { readonly at: string; readonly run: string; readonly version: string }): void;
  ended(attempt: number, ending: Ending): void;
}

const NAME_LETTERS = 24;

/**
 * Opens the log in `folder`, or begins one. Throws InputProblem where the log that is there is not whole: an attempt
 * after a gap would be one that nobody could count.
 */
export const attemptLog = (
  folder: string,
  { role, sut, nonce }: Pick<Opening, 'role' | 'sut' | 'nonce'>,
): AttemptLog => {
  const opening: Opening = { kind: 'log', format: 1, role, sut, nonce };
  const path = join(folder, `${sha256(lineOf(opening)).slice(0, NAME_LETTERS)}.ndjson`);
  const entries = (): readonly Entry[] => (existsSync(path) ? readChain(readFileSync(path), path) : []);
  const append = (make: (previous: string) => Entry): void => {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(path)) appendFileSync(path, `${lineOf(opening)}\n`, { mode: 0o600 });
    const last = entries().at(-1) ?? opening;
    appendFileSync(path, `${lineOf(make(hashOf(last)))}\n`);
  };
  const next = (): number => attemptsOf(entries()).length + 1;
  return {
    path,
    entries,
    next,
    begun: (attempt, { at, run, version }) => {
      if (next() !== attempt)
        throw new InputProblem(
          `another run has begun attempt ${attempt} in the meantime`,
          { file: path },
          'one attempt at a time',
        );
      append((previous) => ({ kind: 'begun', attempt, at, run, version, previous }));
    },
    ended: (attempt, ending) => append((previous) => ({ kind: 'ended', attempt, ...ending, previous })),
  };
};
