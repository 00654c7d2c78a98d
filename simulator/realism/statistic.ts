/** What of a real figure counts as met. */
export type Tolerance =
  /** So many percent of the real figure, either way. */
  | { readonly kind: 'percent'; readonly size: number }
  /** So much either way, in the figure's own unit. */
  | { readonly kind: 'points'; readonly size: number }
  /** Inside fixed bounds, whatever the real figure is. */
  | { readonly kind: 'within'; readonly low: number; readonly high: number }
  /** A distance from the real distribution. */
  | { readonly kind: 'at-most'; readonly size: number };

/** One figure of real people, how it is computed of simulated ones, and how near is near enough. */
export interface Statistic<Measured> {
  readonly id: string;
  readonly title: string;
  /** Absent for distances. */
  readonly real?: number;
  readonly tolerance: Tolerance;
  readonly of: (measured: Measured) => number;
}

export interface Verdict {
  readonly id: string;
  readonly title: string;
  readonly real: number | undefined;
  readonly tolerance: Tolerance;
  readonly simulated: number;
  readonly within: boolean;
}

/** The bounds that a simulated figure must keep. */
export function bounds(tolerance: Tolerance, real = 0): readonly [low: number, high: number] {
  switch (tolerance.kind) {
    case 'percent': {
      const size = (Math.abs(real) * tolerance.size) / 100;
      return [real - size, real + size];
    }
    case 'points':
      return [real - tolerance.size, real + tolerance.size];
    case 'within':
      return [tolerance.low, tolerance.high];
    case 'at-most':
      return [0, tolerance.size];
  }
}

/** NaN is never within. */
export function verdictOn(
  simulated: number,
  { id, title, real, tolerance }: Omit<Statistic<never>, 'of' | 'real'> & { readonly real?: number | undefined },
): Verdict {
  const [low, high] = bounds(tolerance, real);
  // A bound that is met but for the last bit is met.
  const slack = 1e-9 * Math.max(1, Math.abs(high));
  const within = simulated >= low - slack && simulated <= high + slack;
  return { id, title, real, tolerance, simulated, within };
}

export const judge = <M>(statistics: readonly Statistic<M>[], measured: M): readonly Verdict[] =>
  statistics.map((statistic) => verdictOn(statistic.of(measured), statistic));

/** Share of verdicts that are within, 0 to 1. */
export const shareWithin = (verdicts: readonly Verdict[]): number =>
  verdicts.filter((v) => v.within).length / verdicts.length;

export const percent = (size: number): Tolerance => ({ kind: 'percent', size });
export const points = (size: number): Tolerance => ({ kind: 'points', size });
export const within = (low: number, high: number): Tolerance => ({ kind: 'within', low, high });
export const atMost = (size: number): Tolerance => ({ kind: 'at-most', size });

/** Realism facts 7.4, by kind of figure. */
export const TOLERANCE = {
  mean: percent(5),
  sd: percent(10),
  cv: points(3),
  percentile: percent(8),
  low: points(2),
  high: points(4),
  lowRisk: points(0.6),
  highRisk: points(1.2),
  distance: atMost(0.2),
  fingerLag: within(-0.1, 0.15),
  denseLag: points(0.08),
  hours: atMost(0.1),
  readingsPerDay: atMost(0.08),
} as const;
