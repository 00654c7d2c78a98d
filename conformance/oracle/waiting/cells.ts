import type { Span } from '../time/span.ts';

/** Parts of a span, cut where something falls due; that very instant, at which either may come first, by itself. */
export const cells = ({ low, high }: Span, cuts: readonly bigint[]): readonly Span[] => {
  const starts = [low, ...cuts.flatMap((at) => [at, at + 1n])].filter((at) => at >= low && at <= high);
  const sorted = [...new Set(starts)].toSorted((a, b) => (a < b ? -1 : 1));
  return sorted.map((start, i) => ({ low: start, high: (sorted[i + 1] ?? high + 1n) - 1n }));
};
