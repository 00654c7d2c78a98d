import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_LANE, fateOf, type Lane } from './delivery.ts';
import { FAIR, type Weather } from './weather.ts';

const MS = 1_000_000;
const drawing =
  (...numbers: readonly number[]) =>
  (): number => {
    const [next, ...rest] = numbers;
    numbers = rest;
    if (next === undefined) throw new Error('drawn too often');
    return next;
  };
const anyDraw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const at = (weather: Partial<Weather>, lane: Lane, now: number, bytes: number, spread = 0): number => {
  const fate = fateOf({ ...FAIR, ...weather }, lane, now, bytes, drawing(0.5, spread));
  if (fate.kind !== 'arrives') throw new Error('reset');
  return fate.at;
};

describe('when a piece arrives', () => {
  test('in fair weather at once', () => expect(at({}, EMPTY_LANE, 7 * MS, 1000)).toBe(7 * MS));

  test('after the latency', () => expect(at({ latencyMs: 250 }, EMPTY_LANE, 7 * MS, 1000)).toBe(257 * MS));

  test('after its part of the jitter besides', () =>
    expect(at({ latencyMs: 10, jitterMs: 100 }, EMPTY_LANE, 0, 1, 0.25)).toBe(35 * MS));

  test('after the time that its bytes take', () =>
    expect(at({ bytesPerSecond: 10_000 }, EMPTY_LANE, 0, 500)).toBe(50 * MS));

  test('behind what was put on the line before it', () =>
    expect(at({ bytesPerSecond: 10_000 }, { freeAt: 30 * MS, lastAt: 30 * MS }, 0, 500)).toBe(80 * MS));

  test('not before what was sent before it, whatever the jitter', () =>
    expect(at({ jitterMs: 100 }, { freeAt: 0, lastAt: 90 * MS }, 0, 1, 0)).toBe(90 * MS));

  test('a line that was free long ago makes up for nothing', () =>
    expect(at({ bytesPerSecond: 1000 }, { freeAt: 5 * MS, lastAt: 5 * MS }, 100 * MS, 10)).toBe(110 * MS));
});

describe('a reset', () => {
  test('comes below the share, not at it', () => {
    const weather = { ...FAIR, resetShare: 0.2 };
    expect(fateOf(weather, EMPTY_LANE, 0, 1, drawing(0.199, 0)).kind).toBe('reset');
    expect(fateOf(weather, EMPTY_LANE, 0, 1, drawing(0.2, 0)).kind).toBe('arrives');
  });

  test('never comes in fair weather, though 0 is drawn', () =>
    expect(fateOf(FAIR, EMPTY_LANE, 0, 1, drawing(0, 0)).kind).toBe('arrives'));

  test('and the jitter are always both drawn, so that a change of one moves no other draw', () => {
    fc.assert(
      fc.property(anyDraw, anyDraw, fc.boolean(), (torn, spread, lossy) => {
        let drawn = 0;
        const numbers = [torn, spread];
        fateOf({ ...FAIR, resetShare: lossy ? 1 : 0 }, EMPTY_LANE, 0, 1, () => numbers[drawn++] ?? 0);
        expect(drawn).toBe(2);
      }),
    );
  });
});

test('pieces keep their order, and none is early, in any weather', () => {
  const piece = fc.record({ after: fc.nat(50 * MS), bytes: fc.integer({ min: 1, max: 70_000 }), spread: anyDraw });
  const weather = fc.record({
    latencyMs: fc.nat(500),
    jitterMs: fc.nat(500),
    bytesPerSecond: fc.option(fc.integer({ min: 1000, max: 1_000_000 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(weather, fc.array(piece, { maxLength: 40 }), (some, pieces) => {
      let [lane, now, before, bytes] = [EMPTY_LANE, 0, 0, 0];
      for (const { after, bytes: size, spread } of pieces) {
        now += after;
        bytes += size;
        const fate = fateOf({ ...FAIR, ...some }, lane, now, size, drawing(0.5, spread));
        if (fate.kind !== 'arrives') throw new Error('reset');
        expect(fate.at).toBeGreaterThanOrEqual(now + some.latencyMs * MS);
        expect(fate.at).toBeGreaterThanOrEqual(before);
        if (some.bytesPerSecond !== undefined)
          expect(fate.at).toBeGreaterThanOrEqual((bytes / some.bytesPerSecond) * 1000 * MS - 1);
        [lane, before] = [fate.lane, fate.at];
      }
    }),
  );
});
