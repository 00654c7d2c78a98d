import { known, mean, median } from '../moments.ts';
import { dayOf, type DayNumber } from '../../clock.ts';
import { points, within, type Statistic, type Tolerance } from '../statistic.ts';
import { changesOver, gapsOf, WEIGHT_FIGURES, weekdayPercent } from './weight-figures.ts';
import type { WeightSeries } from './weight-series.ts';

/** The cohorts begin on a Monday. */
export const FIRST_DAY: DayNumber = dayOf('2026-03-02');

export type WeightCohort = readonly WeightSeries[];
type Figure = keyof typeof WEIGHT_FIGURES;

const ofPeople = (figure: Figure, title: string, tolerance: Tolerance, real?: number): Statistic<WeightCohort> => ({
  id: figure,
  title: `${title}, mean of people`,
  ...(real === undefined ? {} : { real }),
  tolerance,
  of: (cohort) => mean(known(cohort.map(WEIGHT_FIGURES[figure]))),
});

/** Mean week of a cohort, percent of the weight, Monday first. */
const meanWeek = (cohort: WeightCohort): readonly number[] => {
  const weeks = cohort.map(weekdayPercent);
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) => mean(known(weeks.map((week) => week[weekday] ?? Number.NaN))));
};
const heaviest = (week: readonly number[]): number => week.indexOf(Math.max(...week));
const lightest = (week: readonly number[]): number => week.indexOf(Math.min(...week));

/**
 * Day-to-day weight of people whom no illness or cure moves. Sources: six people's series in realism facts 4.1 (bounds
 * are their ranges), the bounds of 7.4, the natural alarms of 0.9.
 */
export const DAY_TO_DAY_STATISTICS: readonly Statistic<WeightCohort>[] = [
  ofPeople('daySdPercent', 'SD of the change in a day, %', within(0.4, 0.9)),
  ofPeople('daySd', 'SD of the change in a day, kg', within(0.34, 0.76)),
  ofPeople('dayP5', 'percentile 5 of the change in a day, kg', within(-1.31, -0.46)),
  ofPeople('dayP95', 'percentile 95 of the change in a day, kg', within(0.46, 1.23)),
  ofPeople('weekSd', 'SD of the change in a week, kg', within(0.53, 1.18)),
  ofPeople('detrendedSd', 'SD about the mean of 15 days, kg', within(0.327, 0.654)),
  ofPeople('lag1', 'lag-1 about the mean of 15 days', within(0.2, 0.55)),
  ofPeople('successive', 'correlation of successive changes', within(-0.35, 0)),
  {
    id: 'weeklyAmplitude',
    title: 'swing of the mean week, %',
    tolerance: within(0.3, 0.8),
    of: (cohort) => Math.max(...meanWeek(cohort)) - Math.min(...meanWeek(cohort)),
  },
  {
    id: 'heaviestWeekday',
    title: 'heaviest weekday, Sunday -1 or Monday 0',
    tolerance: within(-1, 0),
    of: (cohort) => (heaviest(meanWeek(cohort)) === 6 ? -1 : heaviest(meanWeek(cohort))),
  },
  {
    id: 'lightestWeekday',
    title: 'lightest weekday, Thursday 3 or Friday 4',
    tolerance: within(3, 4),
    of: (cohort) => lightest(meanWeek(cohort)),
  },
  ofPeople('twoPoundsInDay', 'natural alarms of >2 lb in a day, % of pairs', within(2, 11.6)),
  {
    id: 'twoPoundsInDay.median',
    title: 'the same, the person in the middle (five of six real people: 2.0 to 2.9)',
    tolerance: within(1.5, 3.5),
    of: (cohort) => median(known(cohort.map(WEIGHT_FIGURES.twoPoundsInDay))),
  },
  ofPeople('fivePoundsInWeek', 'natural alarms of >5 lb in a week, % of pairs', within(0, 1.6)),
  ofPeople('twoKgInThreeDays', 'natural alarms of >2 kg in 3 days, % of pairs', within(0, 1.7)),
];

const coverage = (percent: number): Statistic<WeightCohort> =>
  ofPeople('coverage', 'days with a weight, %', points(5), percent);

const FOUR_WEEKS = 28;
const YEAR_DAYS = 365;

const weighed = (id: string, title: string, percent: number, fromDay: number): Statistic<WeightCohort> => ({
  id,
  title,
  real: percent,
  tolerance: points(5),
  of: (cohort) => {
    const isIn = (day: number) => day >= FIRST_DAY + fromDay && day < FIRST_DAY + fromDay + FOUR_WEEKS;
    return (100 / FOUR_WEEKS) * mean(cohort.map(({ kg }) => [...kg.keys()].filter(isIn).length));
  },
});

/** Who gave up sooner says nothing of a year. */
const LEAST_DAYS = 330;

/** Mean change of people over a year of their series, in percent of the weight at its start. */
const changePercent = (cohort: WeightCohort): number =>
  mean(
    known(
      cohort.map(({ kg, firstDay, lastDay }) => {
        if (lastDay - firstDay < LEAST_DAYS) return Number.NaN;
        const around = (from: number, to: number) =>
          mean([...kg].filter(([day]) => day >= from && day <= to).map(([, value]) => value));
        return 100 * (around(lastDay - 27, lastDay) / around(firstDay, firstDay + 13) - 1);
      }),
    ),
  );

/** Percent of gaps between weighings that are of so many days. */
const gapShare = (cohort: WeightCohort, holds: (days: number) => boolean): number => {
  const gaps = cohort.flatMap(gapsOf);
  return (100 * gaps.filter(holds).length) / gaps.length;
};

/** Weight after a session less the weight before it: from the morning of a session's day to the next. */
const sessionDrop = (cohort: WeightCohort): number =>
  mean(cohort.flatMap((series) => changesOver(1, series)).filter((kg) => kg < -0.8)) * -1;

/** What an archetype of 9.2 has to show, over a year of each of its people. */
export const WEIGHT_STATISTICS: Readonly<Record<string, readonly Statistic<WeightCohort>[]>> = {
  'hf-stable': [...DAY_TO_DAY_STATISTICS, coverage(85)],
  'hf-cachexia': [
    coverage(80),
    ofPeople('daySdPercent', 'SD of the change in a day, %', within(0.4, 0.9)),
    { id: 'change', title: 'change of weight in a year, %', real: -21.7, tolerance: points(2), of: changePercent },
  ],
  'obesity-program': [
    ofPeople('daySdPercent', 'SD of the change in a day, %', within(0.4, 0.9)),
    ofPeople('fivePoundsInWeek', 'natural alarms of >5 lb in a week, % of pairs', within(0, 1.6)),
    { id: 'change', title: 'change of weight in a year, %', real: -10, tolerance: points(2), of: changePercent },
    weighed('coverageStart', 'days with a weight in the first four weeks, %', 40, 0),
    weighed('coverageEnd', 'days with a weight in the last four weeks, %', 20, YEAR_DAYS - FOUR_WEEKS),
  ],
  'ckd-dialysis': [
    coverage(90),
    { id: 'sessionDrop', title: 'loss by a dialysis, kg', real: 2, tolerance: points(0.6), of: sessionDrop },
  ],
  'family-scale': [
    ...DAY_TO_DAY_STATISTICS,
    {
      id: 'gap1',
      title: 'weighed again the next day, % of gaps',
      tolerance: within(45, 75),
      of: (c) => gapShare(c, (d) => d === 1),
    },
    { id: 'gap8', title: 'gaps of more than a week, %', tolerance: within(1, 8), of: (c) => gapShare(c, (d) => d > 7) },
  ],
};
