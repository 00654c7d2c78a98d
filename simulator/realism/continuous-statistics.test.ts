import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../clock.ts';
import { randomStream } from '../random.ts';
import { betweenDayCv, dawnRises, lagCorrelation, sampledAt, withinDayCv } from './continuous-statistics.ts';
import { hourOf, type PatientStream } from './observation.ts';
import { sensed, SENSOR } from './sensor.ts';

const curve = (days: number, value: (minute: number) => number, keep = (_minute: number) => true): PatientStream => ({
  id: 'a',
  observations: Array.from({ length: days * 288 }, (_, i) => i * 5)
    .filter(keep)
    .map((minute) => ({ wallMs: minute * MINUTE_MS, mgDl: value(minute) })),
});
const wave = (periodMinutes: number) => (minute: number) => 150 + 50 * Math.sin((2 * Math.PI * minute) / periodMinutes);

describe('autocorrelation of a dense record', () => {
  test.each([
    [60, 0.9659],
    [360, 0],
    [720, -1],
    [1440, 1],
  ])('of a daily wave at %d minutes is its cosine', (lag, value) => {
    expect(lagCorrelation(curve(20, wave(1440)), lag)).toBeCloseTo(value, 1);
  });

  test('gaps only leave out pairs', () => {
    const whole = lagCorrelation(curve(20, wave(1440)), 60);
    const gappy = lagCorrelation(
      curve(20, wave(1440), (minute) => minute % 700 > 60),
      60,
    );
    expect(gappy).toBeCloseTo(whole, 1);
  });

  test('no pairs, no figure', () => expect(lagCorrelation(curve(1, wave(1440)), 2000)).toBeNaN());
});

describe('days', () => {
  test('between and within: a level per day has no spread within, the same wave daily none between', () => {
    const levels = curve(10, (minute) => 100 + 10 * (Math.floor(minute / 1440) % 2));
    expect(withinDayCv(levels)).toBeCloseTo(0, 9);
    expect(betweenDayCv(levels)).toBeCloseTo(5.02, 1);
    const waves = curve(10, wave(1440));
    expect(betweenDayCv(waves)).toBeCloseTo(0, 6);
    expect(withinDayCv(waves)).toBeCloseTo(23.6, 1);
  });

  test('a day with less than 70 % of its values does not count', () => {
    const short = curve(3, wave(1440), (minute) => minute < 1440 || minute % 1440 < 300);
    expect(dawnRises([short])).toHaveLength(1);
  });

  test('the dawn rise goes from the lowest before six to seven', () => {
    const dawn = (minute: number) => {
      const hour = (minute % 1440) / 60;
      if (hour < 3) return 110;
      return hour < 5 ? 90 : 90 + (hour - 5) * 10;
    };
    expect(dawnRises([curve(4, dawn)])).toEqual([20, 20, 20, 20]);
  });

  test('read at hours: one value an hour and day, in order', () => {
    const { observations } = sampledAt(curve(2, wave(1440)), [7, 17.5]);
    expect(observations.map(hourOf)).toEqual([7, 17.5, 7, 17.5]);
    expect(observations[1]?.mgDl).toBeCloseTo(wave(1440)(1050), 9);
    expect(observations[2]?.wallMs).toBe(DAY_MS + 7 * HOUR_MS);
  });
});

describe('a sensor', () => {
  const truth = curve(10, wave(300)).observations;

  test('without error follows late and flatter', () => {
    const shown = sensed(truth, { delayMinutes: 10.5, errorSdMgDl: 0, errorMemory: 0 }, randomStream(1));
    const highest = Math.max(...shown.slice(288).map((o) => o.mgDl));
    expect(highest).toBeLessThan(200);
    expect(highest).toBeGreaterThan(195);
  });

  test('errs by its deviation, and its error has a memory', () => {
    const flat = truth.map((o) => ({ ...o, mgDl: 150 }));
    const errors = sensed(flat, SENSOR, randomStream(1)).map((o) => o.mgDl - 150);
    const spread = Math.sqrt(errors.reduce((a, e) => a + e * e, 0) / errors.length);
    expect(Math.abs(spread - SENSOR.errorSdMgDl)).toBeLessThan(1);
    const lagged = errors.slice(1).reduce((a, e, i) => a + e * (errors[i] ?? 0), 0) / errors.length / spread ** 2;
    expect(Math.abs(lagged - SENSOR.errorMemory)).toBeLessThan(0.05);
  });
});
