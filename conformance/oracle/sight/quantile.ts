import type { DecimalText } from '../../../contract/domain/index.ts';
import { tailAtMost, upperTailAtMost } from '../arithmetic/binomial.ts';
import { minus, rational, type Rational, show } from '../arithmetic/rational.ts';
import { type Punctuality, punctuality, type Timing } from './delay.ts';

/** "At least `share` come within the deadline", to be claimed at a confidence: `0.95` at `0.95`. */
export interface QuantileClaim {
  readonly share: DecimalText;
  readonly confidence: DecimalText;
}

/** How many samples were late for certain, in time for certain, and neither. A sample never seen is late. */
export interface Counts {
  readonly late: number;
  readonly inTime: number;
  readonly undecided: number;
}

export interface QuantileVerdict {
  readonly verdict: 'PASS' | 'FAIL' | 'INCONCLUSIVE';
  readonly counts: Counts;
  readonly why: string;
}

const ONE: Rational = { num: 1n, den: 1n };

const parts = ({ share, confidence }: QuantileClaim): { lateShare: Rational; doubt: Rational } => {
  const [lateShare, doubt] = [minus(ONE, rational(share)), minus(ONE, rational(confidence))];
  for (const { num, den } of [lateShare, doubt])
    if (num <= 0n || num >= den) throw new RangeError(`not strictly between 0 and 1: ${share} at ${confidence}`);
  return { lateShare, doubt };
};

/**
 * Whether so few late ones of so many samples prove the claim: if the true share were any less, that few would come
 * with a probability of at most 1 − confidence (the lower bound of Clopper and Pearson). 95 % at 95 %: 59 samples
 * with none late, 93 with one, 124 with two.
 */
export const proves = (claim: QuantileClaim, samples: number, late: number): boolean => {
  const { lateShare, doubt } = parts(claim);
  return tailAtMost(samples, late, lateShare, doubt);
};

/** Whether so many late ones disprove it: if the claim were true, that many would come as seldom. */
export const disproves = (claim: QuantileClaim, samples: number, late: number): boolean => {
  const { lateShare, doubt } = parts(claim);
  return upperTailAtMost(samples, late, lateShare, doubt);
};

/** The smallest number of samples that proves the claim with `late` late ones among them. */
export const samplesNeeded = (claim: QuantileClaim, late = 0): number => {
  let high = late + 1;
  while (!proves(claim, high, late)) high *= 2;
  let low = Math.floor(high / 2);
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (proves(claim, middle, late)) high = middle;
    else low = middle;
  }
  return high;
};

const LATE: ReadonlySet<Punctuality> = new Set(['late']);
const IN_TIME: ReadonlySet<Punctuality> = new Set(['in-time', 'tight']);

/** Counts samples by their whole intervals. */
export const countsOf = (samples: readonly Timing[]): Counts => {
  const kinds = samples.map(punctuality);
  const late = kinds.filter((kind) => LATE.has(kind)).length;
  const inTime = kinds.filter((kind) => IN_TIME.has(kind)).length;
  return { late, inTime, undecided: kinds.length - late - inTime };
};

const percent = (text: DecimalText): string => `${show({ num: rational(text).num * 100n, den: rational(text).den })} %`;

/** More late ones than that, and nobody asks how many in time would outweigh them; to say it would take minutes. */
const MOST_OUTWEIGHED = 100;

/** What would prove a claim that is open. More of them in time always prove more, so that it needs more than there are. */
const wantedText = (claim: QuantileClaim, late: number): string => {
  const were = `with ${late} that were or may have been late`;
  return late > MOST_OUTWEIGHED
    ? `${were} it needs fewer of them`
    : `${were} it needs ${samplesNeeded(claim, late)} samples`;
};

/**
 * Judges a claim over samples. What is undecided is counted both ways: PASS needs proof though all of it were late,
 * FAIL though all of it were in time. Throws RangeError for a share or confidence that is not between 0 and 1.
 */
export const judgeQuantile = (claim: QuantileClaim, counts: Counts): QuantileVerdict => {
  const { late, inTime, undecided } = counts;
  const samples = late + inTime + undecided;
  const said = `at least ${percent(claim.share)} in time at ${percent(claim.confidence)} confidence`;
  const found = `${samples} samples, ${late} late, ${undecided} undecided`;
  if (proves(claim, samples, late + undecided)) return { verdict: 'PASS', counts, why: `${said}: ${found}` };
  if (disproves(claim, samples, late)) return { verdict: 'FAIL', counts, why: `not ${said}: ${found}` };
  return { verdict: 'INCONCLUSIVE', counts, why: `${said} is open: ${found}; ${wantedText(claim, late + undecided)}` };
};
