import { compose } from './compose.ts';
import { VERDICTS, type Verdict } from './types.ts';

/** One verdict over repeats of the same thing. */
export interface Repeated {
  readonly verdict: Verdict;
  readonly repeats: number;
  /** How often each verdict was given; those that were not are left out. */
  readonly rates: Readonly<Partial<Record<Verdict, number>>>;
  /** One sentence: `failed 2 of 10, passed 8 of 10`. */
  readonly reason: string;
}

const SAID: Readonly<Record<Verdict, string>> = {
  FAIL: 'failed',
  HARNESS_ERROR: 'harness error in',
  UNTESTABLE: 'untestable in',
  UNSTABLE: 'unstable in',
  INCONCLUSIVE: 'not decided in',
  NOT_RUN: 'not run in',
  WARN: 'passed with a reservation',
  PASS: 'passed',
  NOT_APPLICABLE: 'not applicable in',
};

/** Both say that the system did what it had to; a near miss comes and goes. */
const MET: ReadonlySet<Verdict> = new Set<Verdict>(['PASS', 'WARN']);

/**
 * The verdict on repeats of one check. All alike: that verdict. Some PASS and some WARN: WARN. Repeats in which the
 * harness failed say nothing of the system and are not compared, but they are not green either. Anything else that
 * differs: UNSTABLE, with the rates. No repeats: NOT_RUN. The order of the repeats does not matter.
 */
export const unstable = (verdicts: readonly Verdict[]): Repeated => {
  const repeats = verdicts.length;
  const rates: Partial<Record<Verdict, number>> = {};
  for (const verdict of VERDICTS.toReversed()) {
    const count = verdicts.filter((v) => v === verdict).length;
    if (count > 0) rates[verdict] = count;
  }
  const given = new Set(verdicts);
  const judged = [...given].filter((v) => v !== 'HARNESS_ERROR');
  const alike = judged.length <= 1 || judged.every((v) => MET.has(v));
  const shown = VERDICTS.toReversed().flatMap((v) =>
    rates[v] === undefined ? [] : [`${SAID[v]} ${rates[v]} of ${repeats}`],
  );
  return {
    verdict: alike ? compose(given) : 'UNSTABLE',
    repeats,
    rates,
    reason: repeats === 0 ? 'never repeated' : shown.join(', '),
  };
};

/**
 * The verdict on a whole that was repeated, from every verdict of every repeat. A proven FAIL stays one, however
 * often it did not happen again.
 */
export const wholeOf = (repeated: readonly Repeated[]): Verdict =>
  compose(
    repeated.flatMap(({ verdict, rates }): Verdict[] => (rates.FAIL === undefined ? [verdict] : [verdict, 'FAIL'])),
  );
