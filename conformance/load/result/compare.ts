import { boundText, type ToldQuantile } from '../latency/latency-table.ts';
import type { LoadResult } from './load-result.ts';

/** One figure of two results: `before` and `now` in the same unit; undefined where it could not be told. */
export interface Compared {
  readonly name: string;
  readonly before: number | undefined;
  readonly now: number | undefined;
  /** Posts of the floor (of the same run) that go by meanwhile, or ms where either run has no floor. */
  readonly unit: 'floor posts' | 'ms';
}

const NAMES = ['p50', 'p95', 'p99', 'p99.9'] as const;

/** The end of the interval that is not the better one; undefined: not told, or never seen. */
const endOf = (told: ToldQuantile | undefined): number | undefined =>
  told === undefined || 'needsSamples' in told ? undefined : (told.highMs ?? undefined);

/**
 * Two results quantile by quantile. Milliseconds of two machines, or of one on two days, say little; so where both
 * runs measured the floor, a latency is told as how many posts express and a commit alone take in that time.
 */
export const compareResults = (before: LoadResult, now: LoadResult): readonly Compared[] => {
  const isByFloor = before.floor !== undefined && now.floor !== undefined;
  const scaled = ({ floor }: LoadResult, ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : isByFloor ? (ms / 1000) * (floor?.singlesPerSecond ?? 0) : ms;
  return now.latencies.flatMap((row) => {
    const same = before.latencies.find((r) => r.severity === row.severity && r.transport === row.transport);
    if (same === undefined) return [];
    return NAMES.map((name) => ({
      name: `${row.severity}, ${row.transport}, ${name}`,
      before: scaled(before, endOf(same.quantiles[name])),
      now: scaled(now, endOf(row.quantiles[name])),
      unit: isByFloor ? ('floor posts' as const) : ('ms' as const),
    }));
  });
};

/** `1.20`, what it is now of what it was; `–` where either cannot be told. */
export const ratioText = ({ before, now }: Compared): string =>
  before === undefined || now === undefined || before === 0 ? '–' : (now / before).toFixed(2);

export const figureText = (figure: number | undefined): string => (figure === undefined ? '–' : boundText(figure));
