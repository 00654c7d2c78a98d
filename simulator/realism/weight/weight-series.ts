import { KG_PER_LB } from '../../../contract/codes/measures.ts';
import { dayOf, type DayNumber } from '../../clock.ts';
import type { SimulatedReading } from '../../simulated-reading.ts';

const HALF_WINDOW_DAYS = 7;
/** Residuals of a mean of fewer days say nothing. */
const LEAST_IN_WINDOW = 5;

/** One person's weights, one a day: the first of each day. */
export interface WeightSeries {
  /** The person's first day and last day, with or without a weight. */
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  /** Kilograms by day. */
  readonly kg: ReadonlyMap<DayNumber, number>;
  /** Kilograms above the mean of the 15 days around, where that mean is of five days or more. */
  readonly residualKg: ReadonlyMap<DayNumber, number>;
}

/** A series of weights by day. */
export function weightSeries(kg: ReadonlyMap<DayNumber, number>): WeightSeries {
  const residualKg = new Map<DayNumber, number>();
  let [firstDay, lastDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [day, here] of kg) {
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
    let [count, total] = [0, 0];
    for (let other = day - HALF_WINDOW_DAYS; other <= day + HALF_WINDOW_DAYS; other++) {
      const there = kg.get(other);
      if (there === undefined) continue;
      count++;
      total += there;
    }
    if (count >= LEAST_IN_WINDOW) residualKg.set(day, here - total / count);
  }
  return { firstDay, lastDay, kg, residualKg };
}

/** What a scale showed of one person, by local date. Weighings of others that went under the person's name are left out. */
export function seriesOfReadings(readings: Iterable<SimulatedReading>, personId: string): WeightSeries {
  const kg = new Map<DayNumber, number>();
  for (const { reading, truth } of readings) {
    if (truth.personId !== personId || reading.result.kind !== 'value') continue;
    const { value, unit } = reading.result.quantity;
    const day = dayOf(reading.effective.slice(0, 10));
    if (!kg.has(day)) kg.set(day, Number(value) * (unit === 'kg' ? 1 : Number(KG_PER_LB)));
  }
  return weightSeries(kg);
}
