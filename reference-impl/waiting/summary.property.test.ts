import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collaborators } from '../collaborators.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import { versionInForce } from '../orders/version-in-force.ts';
import { orderOf, readingOf } from '../world.test-helper.ts';
import { type Counted, nextSummaryMs, summaryAt, summaryFigures } from './summary.ts';
import { atHour, HOUR_MS, historyOf, MINUTE_MS, periodOf, summaryEvery, type Told } from './waits.test-helper.ts';

const LAST_HOUR = 30;
const told = (statuses: readonly NonNullable<Told['status']>[]): fc.Arbitrary<Told> =>
  fc
    .record({
      hours: fc.integer({ min: 0, max: LAST_HOUR }),
      status: fc.constantFrom(...statuses),
      start: fc.integer({ min: 0, max: 4 }),
      long: fc.integer({ min: 1, max: LAST_HOUR }),
      every: fc.option(fc.constantFrom(30, 60, 90, 240, 300), { nil: undefined, freq: 5 }),
    })
    .map(({ hours, status, start, long, every }) => ({
      hours,
      status,
      period: periodOf(start, start + long),
      rules: every === undefined ? [] : [summaryEvery(every, 'min')],
    }));
const histories: fc.Arbitrary<OrderHistory> = fc
  .tuple(
    told(['active']).map((first) => ({ ...first, hours: 0 })),
    fc.array(told(['active', 'active', 'on-hold']), { maxLength: 3 }),
    fc.option(told(['completed', 'revoked', 'entered-in-error']), { freq: 2 }),
  )
  .map(([first, later, last]) => historyOf(first, ...later, ...(last === null ? [] : [last])));

/** Every instant at which a summary is made, found minute by minute. */
const madeInstants = (history: OrderHistory): readonly number[] => {
  const found: number[] = [];
  for (let ms = atHour(-1); ms <= atHour(LAST_HOUR + 6); ms += MINUTE_MS)
    if (summaryAt(history, ms, { versionInForce }) !== undefined) found.push(ms);
  return found;
};
/** Every instant that is waited for, one after the other. */
const waitedFor = (history: OrderHistory): readonly number[] => {
  const found: number[] = [];
  for (let ms = nextSummaryMs(history, atHour(-1)); ms !== undefined; ms = nextSummaryMs(history, ms)) found.push(ms);
  return found;
};

test('no instant at which a summary is made is missed, and time goes forward', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const waits = waitedFor(history);
      expect(waits).toEqual([...new Set(waits)].toSorted((a, b) => a - b));
      expect(waits).toEqual(expect.arrayContaining([...madeInstants(history)]));
    }),
    { numRuns: 200 },
  );
});

test('of an order that nobody changes they are the same instants', () => {
  fc.assert(
    fc.property(told(['active']), (first) => {
      const history = historyOf({ ...first, hours: 0 });
      expect(waitedFor(history)).toEqual(madeInstants(history));
    }),
    { numRuns: 100 },
  );
});

test('the next instant does not hang on where between two of them it is asked for', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: -HOUR_MS, max: LAST_HOUR * HOUR_MS }), (history, ms) => {
      const next = waitedFor(history).find((at) => at > atHour(0) + ms);
      expect(nextSummaryMs(history, atHour(0) + ms)).toBe(next);
    }),
    { numRuns: 200 },
  );
});

/** Numbers in tenths, so that they can be added up without a fraction. */
const tenths = fc.integer({ min: 10, max: 9000 });
const found = fc.constantFrom('H', 'L', 'HH', 'LL', undefined);
const LOWEST = 200;
const HIGHEST = 6000;

test('the figures are those of a count by hand', () => {
  const order = orderOf({ limits: [{ tier: 'absolute', low: '20', high: '600' }] });
  fc.assert(
    fc.property(fc.array(fc.record({ tenths, found }), { maxLength: 30 }), (all) => {
      const readings = all.map((one): Counted => ({
        reading: readingOf((one.tenths / 10).toFixed(1)),
        by: undefined,
        found: one.found,
      }));
      const shown = summaryFigures({ fromMs: 0, toMs: 1 }, readings, order, collaborators);
      const numbers = all.map((one) => one.tenths).filter((n) => n >= LOWEST && n <= HIGHEST);
      const sum = numbers.reduce((a, b) => a + b, 0);
      const number = (value: string | undefined) => (value === undefined ? undefined : Number(value));
      expect([
        shown.count,
        shown.summary.abnormalCount,
        shown.summary.criticalCount,
        number(shown.summary.min?.value),
        number(shown.summary.max?.value),
        number(shown.summary.mean?.value),
      ]).toEqual([
        all.length,
        all.filter((one) => one.found === 'H' || one.found === 'L').length,
        all.filter((one) => one.found === 'HH' || one.found === 'LL').length,
        ...(numbers.length === 0
          ? [undefined, undefined, undefined]
          : [
              Math.min(...numbers) / 10,
              Math.max(...numbers) / 10,
              // Half up, in whole numbers: floor(sum / (10 n) + 1/2).
              Math.floor((2 * sum + 10 * numbers.length) / (20 * numbers.length)),
            ]),
      ]);
    }),
    { numRuns: 200 },
  );
});
