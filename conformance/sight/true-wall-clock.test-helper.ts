import fc from 'fast-check';
import type { ClockPair } from './clock-map.ts';

/** Beyond this our monotonic clock is not asked in these tests, ns. */
export const HORIZON_NS = 20_000_000_000;
const MILLION = 1_000_000;

/** How a wall clock truly ran: its offset at our zero, its drift, and where it was stepped. */
export interface TrueWallClock {
  readonly originMs: number;
  readonly fractionNs: number;
  readonly driftPpm: number;
  readonly steps: readonly { readonly at: number; readonly byMs: number }[];
}

/** What it showed at a monotonic ns: whole milliseconds, cut off. */
export const shown = ({ originMs, fractionNs, driftPpm, steps }: TrueWallClock, mono: number): number => {
  const stepped = steps.reduce((sum, { at, byMs }) => (at <= mono ? sum + byMs : sum), 0);
  return originMs + stepped + Math.floor((mono + fractionNs + (mono * driftPpm) / MILLION) / MILLION);
};

/** A clock stepped at most once between two pairs, and the pairs that a harness took. */
export interface WallWorld {
  readonly clock: TrueWallClock;
  readonly pairs: readonly [ClockPair, ...ClockPair[]];
}

/** `mostDriftPpm`: of the true clock. `mostStepMs`: zero for a clock that is never stepped. */
export const wallWorld = (mostDriftPpm: number, mostStepMs: number): fc.Arbitrary<WallWorld> =>
  fc
    .record({
      originMs: fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
      fractionNs: fc.integer({ min: 0, max: 999_999 }),
      driftPpm: fc.integer({ min: -mostDriftPpm, max: mostDriftPpm }),
      readings: fc.array(
        fc.record({
          left: fc.integer({ min: 0, max: 2_000_000 }),
          right: fc.integer({ min: 0, max: 2_000_000 }),
          byMs: fc.oneof(fc.constant(0), fc.integer({ min: -mostStepMs, max: mostStepMs })),
          /** Where in the stretch before this reading the step lies. */
          where: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        }),
        { minLength: 2, maxLength: 5 },
      ),
    })
    .map(({ originMs, fractionNs, driftPpm, readings }) => {
      const every = HORIZON_NS / (readings.length - 1);
      const at = (i: number): number => Math.round(i * every) + 10_000_000;
      const steps = readings.flatMap(({ byMs, where }, i) =>
        i === 0 || byMs === 0 ? [] : [{ at: Math.round(at(i - 1) + where * every), byMs }],
      );
      const clock: TrueWallClock = { originMs, fractionNs, driftPpm, steps };
      const pairs = readings.map(({ left, right }, i) => ({
        before: at(i) - left,
        after: at(i) + right,
        wallMs: shown(clock, at(i)),
      })) as [ClockPair, ...ClockPair[]];
      return { clock, pairs };
    });

/** An instant that the pairs of every such world enclose. */
export const enclosed = fc.integer({ min: 10_000_000, max: HORIZON_NS + 10_000_000 });
