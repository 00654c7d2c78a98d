import { ms } from './findings.ts';

/** Milliseconds from the intended send of a reading to its item in sight: in [lowMs, highMs]; `highMs` null: never seen. */
export interface Interval {
  readonly lowMs: number;
  readonly highMs: number | null;
}

/** A quantile as far as it can be told at 95 % confidence, or how many samples that would take. */
export type Quantile = Interval | { readonly needsSamples: number };

export const QUANTILE_NAMES = ['p50', 'p95', 'p99', 'p99.9'] as const;
export type QuantileName = (typeof QUANTILE_NAMES)[number];

/** Delays of the items that had to come, of one severity and one way of sending, or of `all`. */
export interface Latencies {
  readonly severity: string;
  readonly transport: string;
  readonly samples: number;
  /** Of those; they count as infinitely late. */
  readonly neverSeen: number;
  readonly quantiles: Readonly<Record<QuantileName, Quantile>>;
  readonly max?: Interval | undefined;
}

const bound = (value: number | null): string => (value === null ? '∞' : ms(value));

/** `12 to 15 ms`; `15 ms` where both ends read alike. */
export const intervalText = ({ lowMs, highMs }: Interval, unit = 'ms'): string => {
  const [low, high] = [bound(lowMs), bound(highMs)];
  return low === high ? `${high} ${unit}` : `${low} to ${high} ${unit}`;
};

/** The same of a quantile, or why it cannot be told. */
export const quantileText = (told: Quantile, samples: number): string =>
  'needsSamples' in told ? `not enough samples (${samples} of ${told.needsSamples})` : intervalText(told);

/** `critical, mllp`; `all` where it is of everything. */
export const rowName = ({ severity, transport }: Pick<Latencies, 'severity' | 'transport'>): string =>
  severity === transport ? severity : transport === 'all' ? severity : `${severity}, ${transport}`;
