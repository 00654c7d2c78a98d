import { median } from './moments.ts';
import type { Tolerance, Verdict } from './statistic.ts';
import { verdictOn } from './statistic.ts';

/** One statistic over several seeds. */
export interface SummaryRow {
  readonly title: string;
  readonly real: number | undefined;
  readonly tolerance: Tolerance;
  /** Median, least and most over the seeds. */
  readonly simulated: readonly [median: number, least: number, most: number];
  /** Seeds whose own figure is within. */
  readonly seedsWithin: number;
  readonly seeds: number;
  /** Whether the median is. */
  readonly within: boolean;
}

/** One row a statistic; each seed has its verdicts on the same statistics in the same order. */
export function summaryOf(seeds: readonly (readonly Verdict[])[]): readonly SummaryRow[] {
  return (seeds[0] ?? []).map((first, i) => {
    const own = seeds.map((verdicts) => verdicts[i]).filter((v) => v !== undefined);
    const values = own.map((v) => v.simulated);
    const middle = median(values);
    return {
      title: first.title,
      real: first.real,
      tolerance: first.tolerance,
      simulated: [middle, Math.min(...values), Math.max(...values)],
      seedsWithin: own.filter((v) => v.within).length,
      seeds: own.length,
      within: verdictOn(middle, first).within,
    };
  });
}

/** As many digits as tell figures of that size apart. */
const digits = (x: number): string => {
  if (Number.isNaN(x)) return '–';
  return Math.abs(x) < 10 ? x.toFixed(2) : x.toFixed(1);
};

const toleranceText = (tolerance: Tolerance): string => {
  switch (tolerance.kind) {
    case 'percent':
      return `±${tolerance.size} %`;
    case 'points':
      return `±${tolerance.size}`;
    case 'within':
      return `${tolerance.low} to ${tolerance.high}`;
    case 'at-most':
      return `≤ ${tolerance.size}`;
  }
};

/** A Markdown table of rows. `real`: whether the real figures are shown, which a data set may not allow of all. */
export function summaryTable(rows: readonly SummaryRow[], { real: isShown = true } = {}): string {
  const heads = ['statistic', 'real', 'tolerance', 'simulated: median (least to most)', 'seeds within', 'within'];
  const cells = ({
    title,
    real,
    tolerance,
    simulated: [middle, least, most],
    ...of
  }: SummaryRow): readonly string[] => [
    title,
    real === undefined ? '' : digits(real),
    toleranceText(tolerance),
    `${digits(middle)} (${digits(least)} to ${digits(most)})`,
    `${of.seedsWithin}/${of.seeds}`,
    of.within ? 'yes' : '**no**',
  ];
  const line = (all: readonly string[]): string => `| ${all.filter((_cell, i) => isShown || i !== 1).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map((row) => line(cells(row)))].join('\n');
}

/** `27 of 29 within by the median (93 %); 90 % of all verdicts over the seeds`. */
export function summaryLine(rows: readonly SummaryRow[]): string {
  const within = rows.filter((row) => row.within).length;
  const all = rows.reduce((sum, row) => sum + row.seeds, 0);
  const allWithin = rows.reduce((sum, row) => sum + row.seedsWithin, 0);
  const share = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`;
  return `${within} of ${rows.length} within by the median (${share(within, rows.length)}); ${share(allWithin, all)} of the verdicts of single seeds.`;
}
