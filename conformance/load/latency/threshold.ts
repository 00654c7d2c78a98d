import { z } from 'zod';
import type { Counts, QuantileVerdict } from '../../oracle/sight/quantile.ts';
import { countsOf, judgeQuantile } from '../../oracle/sight/quantile.ts';
import { type Latency, timingsWithin } from './latency.ts';

/** What is claimed of each quantile, and at which confidence. Source: reference, sample sizes. */
export const QUANTILES = { p50: '0.5', p95: '0.95', p99: '0.99', 'p99.9': '0.999' } as const;
export type QuantileName = keyof typeof QUANTILES;
export const CONFIDENCE = '0.95';

const named = z.enum(['p50', 'p95', 'p99', 'p99.9', 'max']);

/** At most so long from intended send to visible item, for this quantile of all items, or of a severity or transport. */
export const Threshold = z.strictObject({
  quantile: named,
  withinMs: z
    .union([z.number(), z.string().regex(/^\d+(\.\d+)?$/)])
    .transform(Number)
    .pipe(z.number().positive()),
  severity: z.enum(['critical', 'other']).optional(),
  transport: z.enum(['single', 'bundle', 'mllp']).optional(),
});
export type Threshold = z.infer<typeof Threshold>;

export interface JudgedThreshold {
  readonly threshold: Threshold;
  readonly verdict: QuantileVerdict['verdict'];
  readonly counts: Counts;
  readonly why: string;
}

const isMeant =
  ({ severity, transport }: Threshold) =>
  (latency: Latency): boolean =>
    (severity === undefined || (latency.severity === 'critical') === (severity === 'critical')) &&
    (transport === undefined || latency.transport === transport);

/** Of the greatest: every one has to be in time, and one that is late is enough. */
const judgeAll = ({ late, inTime, undecided }: Counts): QuantileVerdict => {
  const counts = { late, inTime, undecided };
  if (late > 0) return { verdict: 'FAIL', counts, why: `${late} came later, or never` };
  if (inTime === 0 && undecided === 0) return { verdict: 'INCONCLUSIVE', counts, why: 'not enough samples: none' };
  return undecided > 0
    ? { verdict: 'INCONCLUSIVE', counts, why: `of ${undecided} nobody knows whether they were in time` }
    : { verdict: 'PASS', counts, why: `all ${inTime} were in time` };
};

/** Whether a threshold holds: proven at 95 % confidence, disproven, or neither. Whatever was never seen is late. */
export const judgeThreshold = (threshold: Threshold, latencies: readonly Latency[]): JudgedThreshold => {
  const counts = countsOf(timingsWithin(latencies.filter(isMeant(threshold)), threshold.withinMs));
  const { quantile } = threshold;
  const judged =
    quantile === 'max'
      ? judgeAll(counts)
      : judgeQuantile({ share: QUANTILES[quantile], confidence: CONFIDENCE }, counts);
  return { threshold, ...judged };
};
