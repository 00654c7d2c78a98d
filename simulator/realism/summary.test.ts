import { describe, expect, test } from 'vitest';
import { points, verdictOn } from './statistic.ts';
import { summaryLine, summaryOf, summaryTable } from './summary.ts';

const verdict = (simulated: number) =>
  verdictOn(simulated, { id: 'a', title: 'a figure', real: 10, tolerance: points(1) });
const rows = summaryOf([[verdict(9.5)], [verdict(12)], [verdict(10.5)]]);

describe('a summary over seeds', () => {
  test('judges the median, and counts the seeds that are within', () => {
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ simulated: [10.5, 9.5, 12], seedsWithin: 2, seeds: 3, within: true });
    expect(summaryOf([[verdict(12)], [verdict(13)], [verdict(10)]])[0]?.within).toBe(false);
  });

  test('is a table and a line', () => {
    expect(summaryTable(rows)).toContain('| a figure | 10.0 | ±1 | 10.5 (9.50 to 12.0) | 2/3 | yes |');
    expect(summaryTable(rows, { real: false }).split('\n')).toEqual([
      '| statistic | tolerance | simulated: median (least to most) | seeds within | within |',
      '| --- | --- | --- | --- | --- |',
      '| a figure | ±1 | 10.5 (9.50 to 12.0) | 2/3 | yes |',
    ]);
    expect(summaryLine(rows)).toBe('1 of 1 within by the median (100 %); 67 % of the verdicts of single seeds.');
  });

  test('a figure that could not be had is not within', () => {
    expect(summaryTable(summaryOf([[verdict(Number.NaN)]]))).toContain('–');
    expect(summaryOf([[verdict(Number.NaN)]])[0]?.within).toBe(false);
  });
});
