import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type1Mdi } from '../../simulator/cohort/glucose/type-1.ts';
import { separation } from '../../simulator/realism/classifier.ts';
import type { SummaryRow } from '../../simulator/realism/summary.ts';
import { bounds, judge } from '../../simulator/realism/statistic.ts';
import { median } from '../../simulator/realism/moments.ts';
import { DATA, electronicPatients, recordedPatients } from './aim94.ts';
import { furtherStatistics } from './further.ts';
import { attainableText, realParts } from './attainable.ts';
import { prediabetesRows, type1Rows, type2Rows, weightRows, type Comparison } from './judge-seeds.ts';
import { likeThem, medianAuc, separations } from './separations.ts';

/** Seeds of this test alone, as many as people who differ like real ones need. docs/realism.md is of twenty others. */
const SEEDS = [301, 302, 303, 304, 305, 306, 307, 308];
/** Some seconds alone. */
const BUSY_MACHINE_MS = 120_000;
/** Of twenty seeds at least 90 % are within; of eight a little less, because their median strays more. */
const SHARE = 0.85;

const shareOf = (rows: readonly SummaryRow[]): number => rows.filter(({ within }) => within).length / rows.length;
const holds = (rows: readonly SummaryRow[]): void => {
  const out = rows.filter(({ within }) => !within).map(({ title, simulated }) => `${title}: ${simulated[0]}`);
  expect(shareOf(rows), `not within: ${out.join('; ')}`).toBeGreaterThanOrEqual(SHARE);
};
const titled = ({ rows }: Comparison, part: string): readonly SummaryRow[] =>
  rows.filter(({ title }) => title.includes(part));

const hasData = existsSync(`${DATA}/aim94`);
const real = hasData ? recordedPatients() : [];
const why = hasData ? '' : ' (skipped: no recorded data in ../shared/data)';

describe(`simulated people beside real ones, seeds ${SEEDS.join(', ')}`, { timeout: 60_000 }, () => {
  test.skipIf(!hasData)(`type 1${why}`, () => {
    const compared = type1Rows(SEEDS, real);
    holds([...compared.rows, ...compared.further]);
    expect(titled(compared, 'lag-1 of consecutive').map(({ within }) => within)).toEqual([true]);
  });

  test.each([
    ['type 2', type2Rows],
    ['prediabetes', prediabetesRows],
  ] as const)(
    '%s, at the scale of a sensor and of finger tests at once',
    (_name, rowsOf) => {
      const compared = rowsOf(SEEDS);
      holds(compared.rows);
      expect(titled(compared, 'autocorrelation').length).toBeGreaterThan(4);
      expect(titled(compared, 'lag-1').length).toBeGreaterThan(0);
      expect(titled(compared, 'nights with a dawn rise').map(({ within }) => within)).toEqual([true]);
    },
    BUSY_MACHINE_MS,
  );

  test('weight', () => {
    holds(weightRows(SEEDS).flatMap(({ rows }) => rows));
  });
});

test.skipIf(!hasData)(
  `the classifier tells a random walk and a simulator without behaviour from real patients${why}`,
  () => {
    const rows = separations(real, [301]);
    const aucOf = (part: string): number => {
      const found = rows.filter(({ title }) => title.includes(part));
      expect(found).toHaveLength(1);
      return found.map(medianAuc)[0] ?? Number.NaN;
    };
    expect(aucOf('random walk')).toBeGreaterThanOrEqual(0.95);
    expect(aucOf('without behaviour')).toBeGreaterThanOrEqual(0.95);
  },
);

test.skipIf(!hasData)(
  `simulated people are hardly told from real patients${why}`,
  () => {
    const { fitted, held } = electronicPatients(real);
    const told = (group: typeof real): number =>
      median(SEEDS.map((seed) => separation(group, likeThem(group, type1Mdi, seed)).auc));
    // The aim is 0.70, by twenty seeds; of eight the median strays by 0.02.
    expect([told(fitted), told(held)].map((auc) => auc <= 0.72)).toEqual([true, true]);
  },
  BUSY_MACHINE_MS,
);

test.skipIf(!hasData)(`real patients who follow each other by number are alike, random ones are not${why}`, () => {
  const [consecutive, random] = realParts(electronicPatients(real).fitted).map(({ aucs }) => aucs);
  expect(consecutive).toHaveLength(3);
  expect(random).toHaveLength(60);
  expect(median(consecutive ?? [])).toBeGreaterThan(0.7);
  expect(Math.abs(median(random ?? []) - 0.5)).toBeLessThan(0.1);
});

/** Fifty of the seventy patients lie there: their figures are near those of all, and a figure computed otherwise is not. */
const NEAR = 3;

test.skipIf(!hasData)(`how patients differ is computed of the simulated as it was of the recorded${why}`, () => {
  const all = furtherStatistics();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  // Their readings have no time of day here; pre-breakfast by the codes of AIM-94 is needed for fasting.
  const ofPatients = all.filter(({ title }) => /patients/.test(title) && !/fasting/.test(title));
  expect(ofPatients.length).toBeGreaterThan(25);
  const out = judge(ofPatients, real).filter(({ simulated, real: figure = 0, tolerance }) => {
    const [low, high] = bounds(tolerance, figure);
    return Math.abs(simulated - figure) > (NEAR * (high - low)) / 2;
  });
  expect(out.map(({ title, simulated }) => `${title}: ${simulated}`)).toEqual([]);
});

test('what can be attained is a row of each comparison and a count of the divisions', () => {
  const rows = [{ title: 'Real: eight', aucs: [0.5, 0.9, 0.6] }];
  const text = attainableText({ rows, asSure: 3, divisions: 200 });
  expect(text.split('\n')[2]).toBe('| Real: eight | 3 | 0.60 (0.50 to 0.90) |');
  expect(text).toContain('Of 200 random divisions of the real patients, 3 are');
});
