import fc from 'fast-check';
import { expect, test } from 'vitest';
import { versionInForce } from '../orders/version-in-force.ts';
import { missingAt } from './missing.ts';
import { atHour, historyOf, hoursOf, missingAfter, periodOf, type Told } from './waits.test-helper.ts';

const LAST_HOUR = 40;
const versions = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 0, max: LAST_HOUR }),
      status: fc.constantFrom('active', 'active', 'on-hold', 'on-hold', 'revoked', 'draft'),
      period: fc.record({ from: fc.integer({ min: 0, max: 10 }), for: fc.integer({ min: 1, max: 30 }) }),
      every: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) =>
    all.map(({ hours, status, period, every }): Told => ({
      hours,
      status,
      period: periodOf(period.from, period.from + period.for),
      rules: every === undefined ? [] : [missingAfter(every)],
    })),
  );
const use = { versionInForce };
const situations = fc.record({
  versions,
  latest: fc.option(fc.integer({ min: -5, max: LAST_HOUR }), { nil: undefined }),
});

/** What is asked at an hour, without what says when to ask again. */
const lookOf = ([first, ...rest]: readonly Told[], latest: number | undefined) => {
  const history = historyOf(first ?? { hours: 0 }, ...rest);
  return (hours: number) => {
    const { nextMs, ...seen } = missingAt(
      history,
      latest === undefined ? undefined : atHour(latest),
      atHour(hours),
      use,
    );
    return { seen: JSON.stringify(seen), isMissing: seen.isMissing, next: hoursOf(nextMs) };
  };
};

test('between an instant and the next one that it names, time changes nothing', () => {
  fc.assert(
    fc.property(situations, ({ versions: told, latest }) => {
      const lookAt = lookOf(told, latest);
      for (let hours: number | undefined = -1; hours !== undefined;) {
        const { seen, next } = lookAt(hours);
        expect(next ?? Number.POSITIVE_INFINITY).toBeGreaterThan(hours);
        const between: { readonly seen: string; readonly next: number | undefined }[] = [];
        for (let later = hours + 0.5; later < (next ?? 2 * LAST_HOUR); later += 0.5) between.push(lookAt(later));
        expect(between.filter((one) => one.seen !== seen || one.next !== next)).toEqual([]);
        hours = next;
      }
    }),
    { numRuns: 150 },
  );
});

test('data are missing only under an active order, a whole period after whatever was filed', () => {
  fc.assert(
    fc.property(situations, ({ versions: told, latest }) => {
      const lookAt = lookOf(told, latest);
      for (let hours = 0; hours <= 2 * LAST_HOUR; hours += 0.5) {
        const by = told.findLast((v) => v.hours <= hours);
        const rule = by?.rules?.find((r) => r.kind === 'missing');
        const isLong = rule !== undefined && (latest === undefined || latest + rule.period.value <= hours);
        if (lookAt(hours).isMissing) expect([by?.status, isLong]).toEqual(['active', true]);
      }
    }),
    { numRuns: 150 },
  );
});
