import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, offsetMinutes } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import { HAND_CLOCK, meterClock, PHONE_CLOCK, UNSET_CLOCK, type ClockModel } from './meter-clock.ts';
import { constant, EXACT_METER, inSteps, measured, START_MS, streamsOf, ZONE } from './meter.test-helper.ts';

const SUMMER_MS = Date.parse('2026-03-08T07:00:00Z');
const NO_RESET = { resetChance: 0 } as const;
const recordsOf = (clock: ClockModel, days: number, seed = 1): DeviceRecord[] =>
  measured(
    { ...EXACT_METER, clock, battery: { lifeDays: 1e6, spread: 0, lowDays: 0 } },
    inSteps(constant(100, days), DAY_MS),
    seed,
  );
const offMinutes = ({ shownMs, truth }: DeviceRecord): number => (shownMs - truth.trueTimeMs) / MINUTE_MS;
/** Base time of GATT: what the clock would show if nobody had ever set it. */
const baseMs = (r: DeviceRecord): number =>
  r.shownMs + r.offsetMinutes * MINUTE_MS - (r.clockOffsetMinutes ?? 0) * MINUTE_MS;

describe('a clock set by the phone', () => {
  test('is right all year; summer time is an offset and the base runs on', () => {
    const records = recordsOf(PHONE_CLOCK, 300);
    for (const record of records) {
      expect(offMinutes(record)).toBe(0);
      expect(record.clockOffsetMinutes ?? 0).toBe(record.offsetMinutes === -240 ? 60 : 0);
    }
    records.slice(1).forEach((record, i) => {
      const before = records[i];
      expect(before === undefined ? Number.NaN : baseMs(record) - baseMs(before)).toBe(DAY_MS);
    });
  });
});

describe('a clock that nobody sets', () => {
  test('is an hour behind in summer and right again in winter, but for its drift', () => {
    const still: ClockModel = { ...UNSET_CLOCK, driftMinutesPerMonth: [0, 0] };
    for (const record of recordsOf(still, 330)) {
      expect(offMinutes(record)).toBe(record.offsetMinutes === -240 ? -60 : 0);
      expect(record).not.toHaveProperty('clockOffsetMinutes');
    }
  });

  test('gains or loses 0 to 4 minutes a month, one meter more than another', () => {
    const drifts = Array.from({ length: 300 }, (_, seed) => {
      const clock = meterClock({ ...UNSET_CLOCK, ...NO_RESET }, START_MS, 0, streamsOf(seed));
      const at = START_MS + 365.25 * DAY_MS;
      return (clock.read(at, 0).wallMs - at) / MINUTE_MS / 12;
    });
    for (const drift of drifts) expect(Math.abs(drift)).toBeLessThanOrEqual(4);
    const size = drifts.reduce((sum, d) => sum + Math.abs(d), 0) / drifts.length;
    expect(Math.abs(size - 2)).toBeLessThan(0.25);
    expect(drifts.filter((d) => d > 0).length / drifts.length).toBeGreaterThan(0.4);
    expect(drifts.filter((d) => d < 0).length / drifts.length).toBeGreaterThan(0.4);
  });
});

test.each([HAND_CLOCK, UNSET_CLOCK])('a record keeps whole seconds, however the clock drifts', (clock) => {
  const records = recordsOf(clock, 60);
  for (const { shownMs } of records) expect(shownMs % 1000).toBe(0);
  expect(records.some((record) => offMinutes(record) !== Math.round(offMinutes(record)))).toBe(true);
});

describe('a clock set by hand', () => {
  test('is put right within two weeks of the change, to the minute, by its offset alone', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const records = recordsOf(HAND_CLOCK, 200, seed);
      const summer = records.filter(({ truth }) => truth.trueTimeMs >= SUMMER_MS);
      expect(Math.abs(offMinutes(summer[0] as DeviceRecord) + 60)).toBeLessThan(2);
      const set = summer.findIndex((record) => Math.abs(offMinutes(record)) < 30);
      expect(set).toBeLessThanOrEqual(15);
      expect(Math.abs(offMinutes(summer[set] as DeviceRecord))).toBeLessThanOrEqual(0.5);
      const bases = records.map(baseMs);
      bases.slice(1).forEach((base, i) => expect(Math.abs(base - (bases[i] ?? 0) - DAY_MS)).toBeLessThan(10_000));
    }
  });
});

describe('a change of the battery', () => {
  const afterChange = (model: ClockModel, seed: number) => {
    const clock = meterClock(model, START_MS, -300, streamsOf(seed));
    const at = START_MS + 100 * DAY_MS;
    clock.batteryChanged(at, -240);
    return { wallMs: clock.read(at + 2 * HOUR_MS, -240).wallMs, truly: at + 2 * HOUR_MS - 240 * MINUTE_MS };
  };

  test('sets one clock in four back to an epoch of the maker, from which it runs on', () => {
    const walls = Array.from({ length: 2000 }, (_, seed) => afterChange(UNSET_CLOCK, seed).wallMs);
    const back = walls.filter((wall) => wall < START_MS - 1000 * DAY_MS);
    expect(Math.abs(back.length / 2000 - 0.24)).toBeLessThan(0.03);
    const years = new Set(back.map((wall) => new Date(wall).toISOString().slice(0, 13)));
    expect(years).toEqual(new Set(['2000-01-01T01', '2000-01-01T02', '2010-01-01T01', '2010-01-01T02']));
  });

  test('is the moment at which the others are set by who sets theirs', () => {
    const { wallMs, truly } = afterChange({ ...HAND_CLOCK, ...NO_RESET }, 1);
    expect(Math.abs(wallMs - truly)).toBeLessThanOrEqual(MINUTE_MS / 2 + 1000);
  });

  test('lets the clock that nobody sets go on as it was', () => {
    const { wallMs, truly } = afterChange({ ...UNSET_CLOCK, ...NO_RESET, driftMinutesPerMonth: [0, 0] }, 1);
    // It still shows the time before the clocks were changed.
    expect(wallMs - truly).toBe(-60 * MINUTE_MS);
  });

  test('happens in a meter twice a year', () => {
    const model = { ...EXACT_METER, clock: { ...UNSET_CLOCK, resetChance: 1 } };
    const years = measured(model, inSteps(constant(100, 400), DAY_MS)).map((r) => new Date(r.shownMs).getUTCFullYear());
    expect(years.slice(0, 2)).toEqual([2026, 2026]);
    expect(years.at(-1)).toBeLessThan(2012);
  });

  test('does not trouble a clock that the phone sets', () => {
    const { wallMs, truly } = afterChange({ ...PHONE_CLOCK, resetChance: 1 }, 1);
    expect(wallMs).toBe(truly);
  });

  test('by hand, after years on an epoch, the base itself is moved: no offset reaches so far', () => {
    const clock = meterClock({ ...HAND_CLOCK, resetChance: 1 }, START_MS, -300, streamsOf(1));
    clock.batteryChanged(START_MS + HOUR_MS, -300);
    expect(clock.read(START_MS + DAY_MS, -300).wallMs).toBeLessThan(Date.parse('2011-01-01T00:00:00Z'));
    clock.read(SUMMER_MS, -240);
    const later = SUMMER_MS + 15 * DAY_MS;
    const { wallMs, offsetMinutes: offset } = clock.read(later, offsetMinutes(later, ZONE));
    expect(Math.abs(wallMs - (later - 240 * MINUTE_MS))).toBeLessThan(MINUTE_MS);
    expect(offset).toBe(0);
  });
});
