import type { Verdict } from '../../verdict/types.ts';
import type { Entry } from './entry.ts';

/** One attempt, as its log tells of it. */
export interface Attempt {
  readonly number: number;
  readonly at: string;
  readonly run: string;
  /** Of the system under test. */
  readonly version: string;
  /** `unfinished`: it was begun, and nobody wrote how it ended; or it was interrupted, and what was not played then nobody knows. */
  readonly verdict: Verdict | 'unfinished';
  readonly failed: number;
  readonly certified: boolean;
}

/** Every attempt of a log, in order. */
export const attemptsOf = (entries: readonly Entry[]): readonly Attempt[] =>
  entries.flatMap((begun): readonly Attempt[] => {
    if (begun.kind !== 'begun') return [];
    const ended = entries.find((e) => e.kind === 'ended' && e.attempt === begun.attempt);
    const { attempt: number, at, run, version } = begun;
    return ended?.kind === 'ended'
      ? [
          {
            number,
            at,
            run,
            version,
            verdict: ended.brokenOff === true ? 'unfinished' : ended.verdict,
            failed: ended.failed,
            certified: ended.certified,
          },
        ]
      : [{ number, at, run, version, verdict: 'unfinished', failed: 0, certified: false }];
  });

/**
 * Whether an attempt stands against a later one of the same version: something failed in it, or nobody knows how it
 * ended. What is mended has another version; the same one again may only have been lucky.
 */
export const standsAgainst = (attempt: Attempt, version: string): boolean =>
  attempt.version === version && (attempt.failed > 0 || attempt.verdict === 'unfinished');
