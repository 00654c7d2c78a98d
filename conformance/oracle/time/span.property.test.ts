import fc from 'fast-check';
import { expect, test } from 'vitest';
import { after, both, either, exactly, hull, not, notAfter, shift, widen, type Span, type Tri } from './span.ts';

const point = fc.bigInt({ min: -20n, max: 20n });
/** A span together with a point that it allows: what really was. */
const known = fc.tuple(point, point, point).map(([a, b, c]) => {
  const [low, truth, high] = [a, b, c].sort((x, y) => (x < y ? -1 : x > y ? 1 : 0)) as [bigint, bigint, bigint];
  return { span: { low, high } satisfies Span, truth };
});
const agrees = (tri: Tri, truth: boolean): boolean => tri === 'maybe' || tri === (truth ? 'yes' : 'no');

test('what is said of spans is never wrong of what really was', () => {
  fc.assert(
    fc.property(known, known, (a, b) => {
      expect(agrees(notAfter(a.span, b.span), a.truth <= b.truth)).toBe(true);
      expect(agrees(after(a.span, b.span), a.truth > b.truth)).toBe(true);
    }),
  );
});

test('maybe is said only where both can be', () => {
  fc.assert(
    fc.property(known, known, ({ span: a }, { span: b }) => {
      if (notAfter(a, b) !== 'maybe') return;
      expect(a.low <= b.high).toBe(true);
      expect(a.high > b.low).toBe(true);
    }),
  );
});

test('exact spans leave nothing open', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      expect(notAfter(exactly(a), exactly(b))).toBe(a <= b ? 'yes' : 'no');
    }),
  );
});

const worlds = (t: Tri): boolean[] => (t === 'maybe' ? [true, false] : [t === 'yes']);

const all = (values: boolean[]): Tri => (values.every(Boolean) ? 'yes' : values.some(Boolean) ? 'maybe' : 'no');

test('three-valued logic extends two-valued logic', () => {
  const tri = fc.constantFrom<Tri>('yes', 'no', 'maybe');
  fc.assert(
    fc.property(tri, tri, (a, b) => {
      const pairs = worlds(a).flatMap((x) => worlds(b).map((y) => [x, y] as const));
      expect(both(a, b)).toBe(all(pairs.map(([x, y]) => x && y)));
      expect(either(a, b)).toBe(all(pairs.map(([x, y]) => x || y)));
      expect(not(not(a))).toBe(a);
    }),
  );
});

const inside = (s: Span, x: bigint): boolean => s.low <= x && x <= s.high;

test('moving and widening keep the truth inside', () => {
  fc.assert(
    fc.property(known, known, fc.bigInt({ min: 0n, max: 9n }), (a, b, by) => {
      expect(inside(shift(a.span, by), a.truth + by)).toBe(true);
      expect(inside(widen(a.span, by), a.truth)).toBe(true);
      expect(inside(hull(a.span, b.span), a.truth) && inside(hull(a.span, b.span), b.truth)).toBe(true);
    }),
  );
});
