import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mean, quantile } from '../../simulator/realism/moments.ts';
import { DATA, recordedDays } from './aim94.ts';

const hasData = existsSync(`${DATA}/aim94_stats.json`);
const why = hasData ? '' : ' (skipped: no recorded data in ../shared/data)';

/** Between two of so many people lies this share of all. */
const STEP = 1 / 70;

describe.skipIf(!hasData)(`records as long as the real ones${why}`, () => {
  const { pp_span: span } = hasData
    ? (JSON.parse(readFileSync(`${DATA}/aim94_stats.json`, 'utf8')) as { pp_span: Record<string, number> })
    : { pp_span: {} };
  const { patients, days } = hasData ? recordedDays() : { patients: 0, days: () => 0 };
  const lengths = Array.from({ length: patients }, (_, index) => days(index));

  test('as many people, each of whole days, none shorter than 20 or longer than twice the ninth decile', () => {
    expect(lengths).toHaveLength(70);
    expect(lengths.filter((length) => !Number.isInteger(length) || length < 20)).toEqual([]);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2 * (span['p90'] ?? 0));
    // Nobody is as long as the longest of all or as short as the shortest, and both ends are come near to.
    expect(Math.min(...lengths)).toBeLessThanOrEqual(21);
    expect(Math.max(...lengths)).toBeGreaterThan(1.8 * (span['p90'] ?? 0));
  });

  test.each([10, 25, 50, 75, 90])('the published quantile of %s %', (percent) => {
    const published = span[`p${percent}`] ?? Number.NaN;
    const [below, above] = [-STEP, STEP].map((step) => quantile(lengths, percent / 100 + step) ?? Number.NaN);
    expect(below).toBeLessThanOrEqual(Math.round(published));
    expect(above).toBeGreaterThanOrEqual(Math.round(published));
  });

  test('their mean is near the published one, which was not made use of', () => {
    expect(Math.abs(mean(lengths) / (span['mean'] ?? 0) - 1)).toBeLessThan(0.1);
  });

  test('any stretch of them has short and long ones alike, and a seventy-first is like the first', () => {
    for (let from = 0; from < patients; from += 10) {
      const stretch = lengths.slice(from, from + 10);
      expect(Math.min(...stretch)).toBeLessThanOrEqual(span['p25'] ?? 0);
      expect(Math.max(...stretch)).toBeGreaterThan(span['p75'] ?? 0);
    }
    expect(days(patients)).toBe(days(0));
  });
});
