/** Plain statistics of lists of numbers. What cannot be said of a list (too short, no spread) is NaN. */

export const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);

export const mean = (x: readonly number[]): number => (x.length === 0 ? Number.NaN : sum(x) / x.length);

/** With n - 1. */
export function sd(x: readonly number[]): number {
  if (x.length < 2) return Number.NaN;
  const m = mean(x);
  return Math.sqrt(x.reduce((a, b) => a + (b - m) ** 2, 0) / (x.length - 1));
}

/** Coefficient of variation in percent. */
export const cvPercent = (x: readonly number[]): number => (100 * sd(x)) / mean(x);

/** The quantile `p` in [0, 1], linear between neighbours (type 7 of Hyndman and Fan). */
export function quantile(x: readonly number[], p: number): number {
  if (x.length === 0) return Number.NaN;
  const sorted = x.toSorted((a, b) => a - b);
  const place = p * (sorted.length - 1);
  const low = Math.floor(place);
  const from = sorted[low] as number;
  const to = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return from + (place - low) * (to - from);
}

export const median = (x: readonly number[]): number => quantile(x, 0.5);

/**
 * The least and the most of a group of so many, mean over the whole groups of neighbours in the list: what to set beside the range
 * of so many people, which widens with their number.
 */
export function extremesOfGroups(
  x: readonly number[],
  size: number,
): { readonly least: number; readonly most: number } {
  const groups = Array.from({ length: Math.floor(x.length / size) }, (_, i) => x.slice(i * size, (i + 1) * size));
  return { least: mean(groups.map((g) => Math.min(...g))), most: mean(groups.map((g) => Math.max(...g))) };
}

/** Percent of the list for which `is` holds. */
export const percentWhere = (x: readonly number[], is: (value: number) => boolean): number =>
  x.length === 0 ? Number.NaN : (100 * x.filter(is).length) / x.length;

/** Autocorrelation at `lag` places: sum of lagged products over the sum of squares, both about the mean of all. */
export function autocorrelation(x: readonly number[], lag: number): number {
  if (x.length < lag + 2) return Number.NaN;
  const m = mean(x);
  let products = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    const here = (x[i] as number) - m;
    squares += here * here;
    if (i + lag < x.length) products += here * ((x[i + lag] as number) - m);
  }
  return squares === 0 ? Number.NaN : products / squares;
}

/** Largest distance of two empirical distributions (Kolmogorov and Smirnov). */
export function ksDistance(a: readonly number[], b: readonly number[]): number {
  const left = a.toSorted((p, q) => p - q);
  const right = b.toSorted((p, q) => p - q);
  let i = 0;
  let j = 0;
  let largest = 0;
  while (i < left.length && j < right.length) {
    const at = Math.min(left[i] as number, right[j] as number);
    while (i < left.length && (left[i] as number) <= at) i++;
    while (j < right.length && (right[j] as number) <= at) j++;
    largest = Math.max(largest, Math.abs(i / left.length - j / right.length));
  }
  return largest;
}

/** Half the summed difference of two distributions over the same cells, each brought to a sum of 1. */
export function totalVariation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`total variation of ${a.length} cells against ${b.length}`);
  const [sumA, sumB] = [sum(a), sum(b)];
  return sum(a.map((value, i) => Math.abs(value / sumA - (b[i] as number) / sumB))) / 2;
}

/** Shannon entropy of counts, in nats. */
export function entropy(counts: readonly number[]): number {
  const total = sum(counts);
  return -sum(counts.filter((n) => n > 0).map((n) => (n / total) * Math.log(n / total)));
}

/** Third standardised moment. */
export function skewness(x: readonly number[]): number {
  const m = mean(x);
  const second = mean(x.map((value) => (value - m) ** 2));
  return mean(x.map((value) => (value - m) ** 3)) / (second * Math.sqrt(second));
}

/** Those that are numbers. */
export const known = (x: readonly number[]): readonly number[] => x.filter((value) => !Number.isNaN(value));
