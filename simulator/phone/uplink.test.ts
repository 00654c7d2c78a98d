import { describe, expect, test } from 'vitest';
import { Reading } from '../../contract/domain/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../clock.ts';
import { deviceOf, records, START_MS, take } from '../faults/streams.test-helper.ts';
import type { Delivery, DeviceRecord } from '../layers.ts';
import { randomStream } from '../random.ts';
import { deliveriesOf, type UplinkOptions } from './uplink.ts';

const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN0' };
const OPTIONS: UplinkOptions = { patient: PATIENT, streamOf: (...keys) => randomStream(1, 'a', 0, ...keys) };
const sent = (of: Iterable<DeviceRecord>, more: Partial<UplinkOptions> = {}): Delivery[] => [
  ...deliveriesOf(of, { ...OPTIONS, ...more }),
];
/** A record stored `afterMs` from the start, of device time unless another is shown. */
const recordAt = (afterMs: number, sequenceNumber: number, more: Partial<DeviceRecord> = {}): DeviceRecord => {
  const trueTimeMs = START_MS + afterMs;
  return {
    shownMs: trueTimeMs,
    offsetMinutes: -300,
    result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
    unit: 'mg/dL',
    device: deviceOf('glucose'),
    sequenceNumber,
    truth: { trueValue: 118.5, trueUnit: 'mg/dL', trueTimeMs, faultIds: [], personId: 'MRN0' },
    ...more,
  };
};

describe('what leaves the phone', () => {
  test('a record becomes a reading with its truth', () => {
    const [first] = sent([recordAt(8 * HOUR_MS, 7, { mealContext: 'pre-meal' })]);
    expect(first).toMatchObject({ batch: 0, act: 'submit', version: 1 });
    expect(Reading.parse(first?.reading)).toEqual({
      identifier: { system: 'urn:example:meter-readings', value: '0256000000000000-7-20260302T130000Z' },
      patient: PATIENT,
      measure: 'glucose',
      code: { system: 'http://loinc.org', code: '41653-7' },
      status: 'final',
      effective: '2026-03-02T08:00:00-05:00',
      result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
      device: deviceOf('glucose').identifier,
      mealContext: 'pre-meal',
      sequenceNumber: 7,
    });
    expect(first?.truth.trueValue).toBe(118.5);
  });

  test.each(['glucose', 'weight'] as const)(
    'every %s reading once, in order, within a quarter of an hour',
    (measure) => {
      const of = [...records({ measure, days: 200 })];
      const out = sent(of);
      expect(out.map(({ truth }) => truth)).toEqual(of.map(({ truth }) => truth));
      const waits = out.map(({ sentMs, truth }) => sentMs - truth.trueTimeMs);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...waits)).toBeLessThanOrEqual(15 * MINUTE_MS);
      const soon = waits.filter((wait) => wait <= MINUTE_MS).length / waits.length;
      expect(soon).toBeGreaterThan(0.7);
      expect(soon).toBeLessThan(0.95);
      const times = out.map(({ sentMs }) => sentMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(out.map(({ batch }) => batch)).toEqual(out.map(({ batch }) => batch).toSorted((a, b) => a - b));
    },
  );

  test('what was stored before the device is read out leaves with it, in one batch at one time', () => {
    const out = sent([recordAt(0, 1), recordAt(1000, 2), recordAt(2000, 3), recordAt(DAY_MS, 4)]);
    expect(out.map(({ batch }) => batch)).toEqual([0, 0, 0, 1]);
    expect(new Set(out.slice(0, 3).map(({ sentMs }) => sentMs)).size).toBe(1);
  });

  test('a device whose clock is wrong is read out when it was used, not when it says', () => {
    const shownMs = Date.parse('2000-01-01T00:00:00Z');
    const [first] = sent([recordAt(HOUR_MS, 1, { shownMs })]);
    expect(first?.reading.effective).toBe('1999-12-31T19:00:00-05:00');
    expect(first?.sentMs).toBeGreaterThan(START_MS + HOUR_MS);
  });

  test('the same record read out again later leaves no second time', () => {
    const out = sent([recordAt(0, 1), recordAt(HOUR_MS, 2), { ...recordAt(2 * HOUR_MS, 1), shownMs: START_MS }]);
    expect(out.map(({ reading }) => reading.sequenceNumber)).toEqual([1, 2]);
  });

  test('control solution has its own code; what was typed in has no device and no number; a scale tells none', () => {
    const weight = { unit: 'kg', result: { kind: 'value', quantity: { value: '80.1', unit: 'kg' } } } as const;
    const [control, typed, scale] = sent([
      recordAt(0, 1, { control: true }),
      recordAt(DAY_MS, 2, { userEntered: true }),
      recordAt(2 * DAY_MS, 3, weight),
    ]).map(({ reading }) => reading);
    expect(control?.code.code).toBe('160208');
    expect(typed).toMatchObject({ userEntered: true });
    expect(typed?.device ?? typed?.sequenceNumber).toBeUndefined();
    expect(scale).toMatchObject({ measure: 'weight', code: { code: '29463-7' } });
    expect(scale?.sequenceNumber).toBeUndefined();
  });

  test('hourly background delivery: batches at least an hour apart, nothing lost', () => {
    const of = [...records({ perDay: 40, days: 30 })];
    const out = sent(of, { background: 'hourly' });
    expect(out).toHaveLength(of.length);
    const times = [...new Set(out.map(({ sentMs }) => sentMs))];
    expect(times.length).toBeLessThan(of.length / 2);
    times.slice(1).forEach((time, i) => expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(HOUR_MS));
  });
});

describe('a phone that is locked at most wakings', () => {
  const locked = { background: 'hourly', lockedShare: 0.6 } as const;
  const waits = (deliveries: readonly Delivery[]): number[] =>
    deliveries.map(({ sentMs, truth }) => sentMs - truth.trueTimeMs).toSorted((a, b) => a - b);

  test('hands on all that it has, later', () => {
    const of = [...records({ perDay: 4, days: 200 })];
    const out = sent(of, locked);
    expect(out.map((d) => d.reading.identifier.value).toSorted()).toEqual(
      sent(of)
        .map((d) => d.reading.identifier.value)
        .toSorted(),
    );
    const [late, soon] = [waits(out), waits(sent(of, { background: 'hourly' }))];
    const middle = Math.floor(of.length / 2);
    expect(late[middle] ?? 0).toBeGreaterThan((soon[middle] ?? 0) + 10 * MINUTE_MS);
    expect(late.at(-1) ?? 0).toBeLessThan(12 * HOUR_MS);
  });

  test('keeps the order of time and loses nothing at any density', () => {
    for (const perDay of [1, 30, 400, 2000]) {
      const of = [...records({ perDay, days: 3 })];
      const out = sent(of, locked);
      expect(out).toHaveLength(of.length);
      const times = out.map(({ sentMs }) => sentMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  test('one that is never locked is an hourly one', () => {
    const of = [...records({ perDay: 8, days: 20 })];
    expect(sent(of, { background: 'hourly', lockedShare: 0 })).toEqual(sent(of, { background: 'hourly' }));
  });
});

describe('streams', () => {
  test('a longer run begins with the shorter one; the same seed does the same', () => {
    const short = sent(records({ days: 40 }));
    expect(sent(records({ days: 40 }))).toEqual(short);
    expect(sent(records({ days: 60 })).slice(0, short.length)).toEqual(short);
  });

  test('a record more changes the wait of no other', () => {
    const of = [...records({ days: 30 })];
    const extra = recordAt(10 * DAY_MS + 3 * HOUR_MS, 999);
    const with1 = [...of, extra].toSorted((a, b) => a.truth.trueTimeMs - b.truth.trueTimeMs);
    const others = sent(with1).filter(({ reading }) => reading.sequenceNumber !== 999);
    expect(others.map(({ sentMs }) => sentMs)).toEqual(sent(of).map(({ sentMs }) => sentMs));
  });

  test('looks one record ahead of an endless stream', () => {
    let asked = 0;
    function* counted(): Generator<DeviceRecord> {
      for (const record of records()) {
        asked++;
        yield record;
      }
    }
    const taken = take(1000, deliveriesOf(counted(), OPTIONS));
    expect(taken).toHaveLength(1000);
    expect(asked).toBeLessThanOrEqual(1002);
  });

  test('any density is held in little memory, and nothing is lost', () => {
    function* dense(): Generator<DeviceRecord> {
      for (let i = 0; i < 20_000; i++) yield recordAt(i, i);
    }
    const batches = new Map<number, number>();
    let count = 0;
    for (const { batch } of deliveriesOf(dense(), { ...OPTIONS, background: 'hourly' })) {
      batches.set(batch, (batches.get(batch) ?? 0) + 1);
      count++;
    }
    expect(count).toBe(20_000);
    expect(Math.max(...batches.values())).toBeLessThanOrEqual(128);
  });
});
