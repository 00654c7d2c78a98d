import { describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { instantText, utcText } from './clock.ts';
import { EARLIEST_MS, endOf, LATEST_MS, MAX_DAYS, requireStart } from './options.ts';

const said = (start: number): string => {
  try {
    requireStart(start);
  } catch (problem) {
    if (problem instanceof InputProblem) return problem.describe();
    throw problem;
  }
  return '';
};

describe('the start of a run', () => {
  test.each([EARLIEST_MS, 1, LATEST_MS])('may be %d', (start) => {
    expect(said(start)).toBe('');
  });

  test.each([-86_400_000, 0.5, Number.NaN, Number.POSITIVE_INFINITY, LATEST_MS + 1, 1e300])('is never %d', (start) => {
    expect(said(start)).toBe(
      `start: start is ${start}\n  expected: whole milliseconds since 1970, an instant from 1970-01-01T00:00:00.000Z to 9988-01-01T00:00:00.000Z`,
    );
  });

  test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'leaves the longest run in years of four digits: %s',
    (zone) => {
      const aYearLater = endOf(LATEST_MS, MAX_DAYS, zone) + 366 * 86_400_000;
      expect(instantText(aYearLater, zone)).toMatch(/^9999-/);
      expect(utcText(aYearLater)).toMatch(/^9999-/);
    },
  );
});
