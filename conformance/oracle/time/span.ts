/** What is known of an instant or a number: it lies in [low, high], both inclusive. */
export interface Span {
  readonly low: bigint;
  readonly high: bigint;
}

/** Three-valued truth: what holds in every possible world, in none, or in some. */
export type Tri = 'yes' | 'no' | 'maybe';

export const exactly = (at: bigint): Span => ({ low: at, high: at });
export const shift = (span: Span, by: bigint): Span => ({ low: span.low + by, high: span.high + by });
export const widen = (span: Span, by: bigint): Span => ({ low: span.low - by, high: span.high + by });
export const hull = (a: Span, b: Span): Span => ({
  low: a.low < b.low ? a.low : b.low,
  high: a.high > b.high ? a.high : b.high,
});

/** Is a ≤ b? */
export const notAfter = (a: Span, b: Span): Tri => (a.high <= b.low ? 'yes' : a.low > b.high ? 'no' : 'maybe');
/** Is a > b? */
export const after = (a: Span, b: Span): Tri => not(notAfter(a, b));

export const not = (t: Tri): Tri => (t === 'yes' ? 'no' : t === 'no' ? 'yes' : 'maybe');
export const both = (a: Tri, b: Tri): Tri =>
  a === 'no' || b === 'no' ? 'no' : a === 'yes' && b === 'yes' ? 'yes' : 'maybe';
export const either = (a: Tri, b: Tri): Tri => not(both(not(a), not(b)));
