import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../clock.ts';
import { hourHistogram, PER_PATIENT, perPatient, readingsPerDayHistogram, slotPooled } from './finger-statistics.ts';
import { byDay, hourOf, pooled, wallMsOf, type Observation, type PatientStream, type Slot } from './observation.ts';

const at = (day: number, hour: number, mgDl: number, slot?: Slot): Observation => ({
  wallMs: day * DAY_MS + hour * HOUR_MS,
  mgDl,
  ...(slot === undefined ? {} : { slot }),
});
const PATIENT: PatientStream = {
  id: 'a',
  observations: [
    at(0, 7, 100, 'pre-breakfast'),
    at(0, 12.5, 50, 'pre-lunch'),
    at(0, 22, 150, 'bedtime'),
    at(1, 7.75, 200, 'pre-breakfast'),
    at(3, 7, 300, 'pre-breakfast'),
    at(3, 23.99, 100),
  ],
};
const LONELY: PatientStream = { id: 'b', observations: [at(0, 8, 90)] };

describe('observations', () => {
  test('wall time comes from the text, whatever its offset', () => {
    expect(wallMsOf('1991-04-21T09:09:00-05:00')).toBe(Date.parse('1991-04-21T09:09:00Z'));
  });

  test('days are those of the wall clock; a day without values is none', () => {
    expect(byDay(PATIENT).map((day) => day.length)).toEqual([3, 1, 2]);
    expect(hourOf(at(2, 22.5, 1))).toBe(22.5);
  });

  test('hours before 1970 are hours of their day', () => expect(hourOf(at(-3, 6, 1))).toBe(6));

  test('all values of all patients', () => expect(pooled([PATIENT, LONELY])).toHaveLength(7));
});

describe('figures of one patient', () => {
  test.each([
    ['mean', 150],
    ['below70', 100 / 6],
    ['above180', 200 / 6],
    ['fastingMean', 200],
    ['readingsPerActiveDay', 2],
  ] as const)('%s is %d', (name, value) => expect(PER_PATIENT[name](PATIENT)).toBeCloseTo(value, 9));

  test('within days: the mean over days with two values or more', () => {
    const first = (100 * 50) / 100;
    const last = (100 * Math.sqrt(2 * 100 * 100)) / 200;
    expect(PER_PATIENT.withinDayCv(PATIENT)).toBeCloseTo((first + last) / 2, 9);
  });

  test('who has too little to say is left out, not counted as 0', () => {
    expect(perPatient([PATIENT, LONELY], PER_PATIENT.cv)).toHaveLength(1);
    expect(perPatient([PATIENT, LONELY], PER_PATIENT.mean)).toEqual([150, 90]);
  });

  test('lag-1 of fasting goes from morning to morning', () => {
    expect(PER_PATIENT.lag1OfFasting(PATIENT)).toBeCloseTo(0, 9);
  });
});

describe('figures of a cohort', () => {
  test('slots', () => {
    expect(slotPooled([PATIENT, LONELY], 'pre-breakfast')).toEqual([100, 200, 300]);
    expect(slotPooled([PATIENT], 'post-lunch')).toEqual([]);
  });

  test('hours of the wall clock', () => {
    const hours = hourHistogram([PATIENT, LONELY]);
    expect(hours).toHaveLength(24);
    expect([hours[7], hours[8], hours[12], hours[22], hours[23]]).toEqual([3, 1, 1, 1, 1]);
  });

  test('readings a day: active days only, six and more in one cell', () => {
    const busy: PatientStream = { id: 'c', observations: Array.from({ length: 9 }, (_, i) => at(5, 8 + i, 100)) };
    expect(readingsPerDayHistogram([PATIENT, LONELY, busy])).toEqual([2, 1, 1, 0, 0, 1]);
  });
});
