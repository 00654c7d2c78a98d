import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultLine } from '../../history/lines.ts';
import { HistoryBuilder, MS, STARTED } from '../history-builder.test-helper.ts';
import { findingsOf } from '../judged.test-helper.ts';
import { instant } from './instant.ts';
import { PatientClock } from './patient-clock.ts';
import { stepOf, wrongBy } from './step.ts';

const START = instant(STARTED);
const MSn = BigInt(MS);
const fault = (byMs: number | undefined, fromMs: number, untilMs: number): FaultLine => ({
  kind: 'fault',
  seq: 1,
  fault: 'clock-stepped',
  from: fromMs * MS,
  until: untilMs * MS,
  ...(byMs === undefined ? {} : { byMs }),
});

describe('a step', () => {
  test('is what a fault of that name tells, of the system', () => {
    expect(stepOf(fault(-30, 1, 2))).toEqual({ from: MSn, until: 2n * MSn, by: -30n * MSn });
  });
  test.each<[string, FaultLine]>([
    ['without a size', fault(undefined, 1, 2)],
    ['of another name', { ...fault(30, 1, 2), fault: 'killed' }],
    ['of one phone', { ...fault(30, 1, 2), patient: { system: 's', value: 'p' } }],
  ])('is none in a fault %s', (_name, line) => expect(stepOf(line)).toBeUndefined());

  test('makes wrong while it lasts, both ends included, and only the way that it goes', () => {
    const steps = [{ from: 10n, until: 20n, by: 5n }];
    const at = (from: bigint, to: bigint) => wrongBy(steps, [], from, to);
    expect(at(0n, 9n)).toEqual({ low: 0n, high: 0n });
    expect(at(0n, 10n)).toEqual({ low: 0n, high: 5n });
    expect(at(20n, 99n)).toEqual({ low: 0n, high: 5n });
    expect(at(21n, 99n)).toEqual({ low: 0n, high: 0n });
    expect(wrongBy([{ from: 10n, until: 20n, by: -5n }], [], 15n, 15n)).toEqual({ low: -5n, high: 0n });
  });

  test('leaves a test clock wrong the other way that was advanced in it', () => {
    const steps = [{ from: 10n, until: 20n, by: 5n }];
    const within = [{ sent: 12n, settled: 13n }];
    expect(wrongBy(steps, within, 11n, 11n)).toEqual({ low: 0n, high: 5n });
    expect(wrongBy(steps, within, 15n, 15n)).toEqual({ low: -5n, high: 5n });
    expect(wrongBy(steps, within, 50n, 50n)).toEqual({ low: -5n, high: 0n });
    expect(wrongBy(steps, [{ sent: 21n, settled: 22n }], 50n, 50n)).toEqual({ low: 0n, high: 0n });
    expect(wrongBy(steps, [{ sent: 8n, settled: 9n }], 50n, 50n)).toEqual({ low: 0n, high: 0n });
  });
});

describe('the clock of a system that was stepped', () => {
  const clock = new PatientClock(STARTED, 0n);
  clock.stepped(fault(30, 100, 200));
  clock.stepped(fault(-20, 300, 400));
  test('shows either while it was, and is right besides', () => {
    expect(clock.at(99 * MS)).toEqual({ low: START + 99n * MSn, high: START + 99n * MSn });
    expect(clock.at(150 * MS)).toEqual({ low: START + 150n * MSn, high: START + 180n * MSn });
    expect(clock.at(250 * MS)).toEqual({ low: START + 250n * MSn, high: START + 250n * MSn });
    expect(clock.at(350 * MS)).toEqual({ low: START + 330n * MSn, high: START + 350n * MSn });
    expect(clock.wall(350 * MS, 350 * MS)).toEqual({ low: START + 330n * MSn, high: START + 350n * MSn });
  });
  test('may have reached an instant sooner, and later where it was set back', () => {
    expect(clock.reached(START + 210n * MSn)).toEqual({ from: 180 * MS, to: 210 * MS });
    expect(clock.reached(START + 350n * MSn)).toEqual({ from: 350 * MS, to: 370 * MS });
    expect(clock.reached(START + 250n * MSn)).toEqual({ from: 250 * MS, to: 250 * MS });
  });
  test('is not one that was advanced', () => expect(clock.used).toBe(false));

  test('holds what it truly showed, whenever in its stretch each step took effect', () => {
    const steps = fc.array(
      fc.record({
        gap: fc.nat(50),
        lasts: fc.integer({ min: 2, max: 80 }),
        by: fc.integer({ min: -90, max: 90 }),
        on: fc.double({ min: 0, max: 0.5, noNaN: true }),
        off: fc.double({ min: 0.5, max: 1, noNaN: true }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(steps, fc.nat(700), fc.nat(40), (drawn, at, over) => {
        const known = new PatientClock(STARTED, 0n);
        let until = 0;
        const truly = drawn.map(({ gap, lasts, by, on, off }) => {
          const from = until + gap;
          until = from + lasts;
          known.stepped(fault(by, from, until));
          return { from: from + Math.floor(lasts * on), until: from + Math.floor(lasts * off), by };
        });
        const shown = truly.reduce((ms, step) => (at >= step.from && at < step.until ? ms + step.by : ms), at);
        for (const span of [
          known.at(at * MS),
          known.over(Math.max(0, at - over) * MS, at * MS),
          known.over(at * MS, (at + over) * MS),
        ]) {
          expect(span.low).toBeLessThanOrEqual(START + BigInt(shown) * MSn);
          expect(span.high).toBeGreaterThanOrEqual(START + BigInt(shown) * MSn);
        }
      }),
    );
  });
});

/** A reading for seven minutes ahead, answered so, in the midst of a step by so much. */
const ahead = (outcome: 'ok' | 'refused', byMs: number | undefined) => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  const from = b.now;
  b.wait(50);
  const refused = outcome === 'refused' ? ({ outcome, refusal: 'future-time' } as const) : {};
  b.reading({ name: 'r', value: '120', at: '2035-01-01T00:07:00Z' }, refused);
  b.wait(50);
  if (byMs !== undefined) b.fault('clock-stepped', from, undefined, byMs);
  return findingsOf(b.drain(), 'broken', 'RDG-13').length;
};

describe('a reading for seven minutes ahead', () => {
  const TEN_MIN = 600_000;
  test('is broken where it was taken and no step explains it', () => {
    expect(ahead('ok', undefined)).toBe(1);
    expect(ahead('ok', -TEN_MIN)).toBe(1);
    expect(ahead('ok', 60_000)).toBe(1);
    expect(ahead('refused', undefined)).toBe(0);
  });
  test('may be taken or refused while the clock stood ten minutes ahead', () => {
    expect(ahead('ok', TEN_MIN)).toBe(0);
    expect(ahead('refused', TEN_MIN)).toBe(0);
  });
});
