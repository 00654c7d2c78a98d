import { samplesNeeded } from '../../oracle/sight/quantile.ts';
import { CONFIDENCE, QUANTILES } from '../latency/threshold.ts';
import type { LoadResult } from '../result/load-result.ts';

type Judged = LoadResult['thresholds'][number];

/** Enough to prove a quantile though so many came late: a step that just reaches its number would be open for one of them. */
const SPARE = 2;
/** A step is lengthened to so many times what was asked, and no more. */
const MOST_TIMES = 5;

/** Samples that a quantile needs with so many late ones among them; of the greatest, one is enough. */
const neededFor = ({ threshold: { quantile } }: Judged, late: number): number =>
  quantile === 'max' ? 1 : samplesNeeded({ share: QUANTILES[quantile], confidence: CONFIDENCE }, late);

const samplesOf = ({ counts: { late, inTime, undecided } }: Judged): number => late + inTime + undecided;

/**
 * Open for want of samples alone: few enough were or may have been late, so that more of the same would prove it.
 * Whether a threshold is broken is not asked here.
 */
export const isShortOfSamples = (judged: Judged): boolean => {
  const { quantile } = judged.threshold;
  const { late, undecided } = judged.counts;
  const samples = samplesOf(judged);
  if (judged.verdict !== 'INCONCLUSIVE') return false;
  if (quantile === 'max') return samples === 0;
  return late + undecided <= SPARE || (late + undecided) / samples < 1 - Number(QUANTILES[quantile]);
};

/**
 * How long a rate is kept up, s: as long as was asked, or as long as the thresholds need samples for, by the share of
 * readings that gave one in the step before (undefined: none was played). Where even the longest would be too short it
 * is as long as was asked, and the rate shows what it can.
 */
export const secondsAt = (
  rate: number,
  asked: number,
  before: Pick<LoadResult, 'readings' | 'thresholds'> | undefined,
): number => {
  if (before === undefined) return asked;
  const wanted = before.thresholds.map((judged) => {
    const samplesASecond = (samplesOf(judged) / before.readings) * rate;
    return Math.ceil(neededFor(judged, SPARE) / samplesASecond);
  });
  const longest = Math.max(asked, ...wanted);
  return longest <= MOST_TIMES * asked ? longest : asked;
};
