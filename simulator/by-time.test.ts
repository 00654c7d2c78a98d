import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { byTime, MOST_AT_ONCE, type TimedBatch } from './by-time.ts';
import type { FleetPatient } from './fleet.ts';
import { ONE, WHO } from './formats/sample.test-helper.ts';

/** A patient whose phone sends at these instants. */
const patient = (position: number, times: readonly number[]): FleetPatient => ({
  position,
  zone: 'UTC',
  startMs: 0,
  unit: 'kg',
  who: WHO,
  deliveries: times.map((sentMs, batch) => ({ ...ONE, sentMs, batch })),
});
const keys = (batches: Iterable<TimedBatch>) => [...batches].map(({ sentMs, position }) => [sentMs, position]);
const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 }).map((t) => t.toSorted((a, b) => a - b));

describe('by time', () => {
  test('all batches, by instant and then by position, each once', () => {
    fc.assert(
      fc.property(fc.array(times, { maxLength: 12 }), (fleet) => {
        const expected = fleet
          .flatMap((sent, position) => sent.map((at) => [at, position]))
          .toSorted(([a = 0, p = 0], [b = 0, q = 0]) => a - b || p - q);
        expect(keys(byTime(fleet.map((sent, position) => patient(position, sent))))).toEqual(expected);
      }),
    );
  });

  test('what leaves together stays together', () => {
    const deliveries = [0, 0, 1].map((batch) => ({ ...ONE, batch, sentMs: 5 }));
    expect([...byTime([{ ...patient(0, []), deliveries }])].map((b) => b.deliveries.length)).toEqual([2, 1]);
  });

  test('is lazy: nobody is simulated further than is asked for', () => {
    let made = 0;
    const endless = (position: number): FleetPatient => ({
      ...patient(position, []),
      deliveries: (function* () {
        for (let sentMs = 0; ; sentMs++) {
          made++;
          yield { ...ONE, sentMs, batch: sentMs };
        }
      })(),
    });
    const stream = byTime([endless(0), endless(1), endless(2)]);
    for (let i = 0; i < 30; i++) stream.next();
    expect(made).toBeLessThan(45);
  });

  test('more patients than can be held are refused before anything is given', () => {
    const many = Array.from({ length: MOST_AT_ONCE + 1 }, (_, position) => patient(position, [0]));
    expect(() => byTime(many).next()).toThrow(InputProblem);
  });
});
