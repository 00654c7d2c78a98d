import { KG_PER_LB } from '../../../contract/codes/measures.ts';
import { weekdayOf, type DayNumber } from '../../clock.ts';
import { mean, percentWhere, quantile, sd } from '../moments.ts';
import type { WeightSeries } from './weight-series.ts';

/** Changes over exactly so many days, kg. */
export function changesOver(days: number, { kg }: WeightSeries): readonly number[] {
  const found: number[] = [];
  for (const [day, here] of kg) {
    const before = kg.get(day - days);
    if (before !== undefined) found.push(here - before);
  }
  return found;
}

/** Fewer say nothing of a person: the shortest real series has 23 weights. */
const LEAST_PAIRS = 20;

/** Pearson's correlation of pairs; NaN of fewer than 20. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  if (pairs.length < LEAST_PAIRS) return Number.NaN;
  const [mx, my] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  return xy / Math.sqrt(xx * yy);
}

/** A value and the same so many days later. */
const pairsOf = (values: ReadonlyMap<DayNumber, number>, days: number): readonly (readonly [number, number])[] =>
  [...values].flatMap(([day, here]) => {
    const later = values.get(day + days);
    return later === undefined ? [] : [[here, later] as const];
  });

/** Change from a day to the next, by the later day. */
const dailyChanges = ({ kg }: WeightSeries): ReadonlyMap<DayNumber, number> => {
  const found = new Map<DayNumber, number>();
  for (const [day, here] of kg) {
    const before = kg.get(day - 1);
    if (before !== undefined) found.set(day, here - before);
  }
  return found;
};

const meanKg = ({ kg }: WeightSeries): number => mean([...kg.values()]);

/** Mean residual of each weekday, Monday first, in percent of the weight; NaN where there is none. */
export function weekdayPercent(series: WeightSeries): readonly number[] {
  const centre = meanKg(series);
  return [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const here = [...series.residualKg].filter(([day]) => weekdayOf(day) === weekday).map(([, kg]) => kg);
    return (100 * mean(here)) / centre;
  });
}

const LB = Number(KG_PER_LB);

/** Percent of gains above a limit; NaN of fewer than 20. */
const alarms = (gains: readonly number[], limitKg: number): number =>
  gains.length < LEAST_PAIRS ? Number.NaN : percentWhere(gains, (kg) => kg > limitKg);

/** What is computed of one person's weights: realism facts 4.1 and 0.9. */
export const WEIGHT_FIGURES = {
  meanKg,
  /** Share of days with a weight, in percent. */
  coverage: ({ kg, firstDay, lastDay }: WeightSeries) => (100 * kg.size) / (lastDay - firstDay + 1),
  daySd: (s: WeightSeries) => sd(changesOver(1, s)),
  daySdPercent: (s: WeightSeries) => (100 * sd(changesOver(1, s))) / meanKg(s),
  dayP5: (s: WeightSeries) => quantile(changesOver(1, s), 0.05),
  dayP95: (s: WeightSeries) => quantile(changesOver(1, s), 0.95),
  weekSd: (s: WeightSeries) => sd(changesOver(7, s)),
  detrendedSd: (s: WeightSeries) => sd([...s.residualKg.values()]),
  lag1: (s: WeightSeries) => correlation(pairsOf(s.residualKg, 1)),
  successive: (s: WeightSeries) => correlation(pairsOf(dailyChanges(s), 1)),
  weeklyAmplitude: (s: WeightSeries) => Math.max(...weekdayPercent(s)) - Math.min(...weekdayPercent(s)),
  /** Of changes from one day to the next, half a kilogram or more and a whole one or more either way, in percent. */
  halfKg: (s: WeightSeries) => percentWhere(changesOver(1, s), (kg) => Math.abs(kg) >= 0.5),
  wholeKg: (s: WeightSeries) => percentWhere(changesOver(1, s), (kg) => Math.abs(kg) >= 1),
  /** Rules that a clinic sets, and how often a person without an illness sets them off, in percent of pairs. */
  twoPoundsInDay: (s: WeightSeries) => alarms(changesOver(1, s), 2 * LB),
  fivePoundsInWeek: (s: WeightSeries) => alarms(changesOver(7, s), 5 * LB),
  twoKgInThreeDays: (s: WeightSeries) => alarms(changesOver(3, s), 2),
} satisfies Record<string, (series: WeightSeries) => number>;

/** Days from one weight to the next. */
export function gapsOf({ kg }: WeightSeries): readonly number[] {
  const days = [...kg.keys()].toSorted((a, b) => a - b);
  return days.slice(1).map((day, i) => day - (days[i] ?? day));
}
