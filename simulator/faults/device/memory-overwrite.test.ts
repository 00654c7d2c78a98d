import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../clock.ts';
import type { Delivery, DeviceRecord } from '../../layers.ts';
import { directDeliveriesOf } from '../../phone/direct-uplink.ts';
import { randomSpace } from '../../random.ts';
import { recordsAfter } from '../frequency.test-helper.ts';
import { touchedWith } from '../streams.test-helper.ts';
import { memoryOverwrite } from './memory-overwrite.ts';

const YEARS = 10;
const COUNT = Math.round(YEARS * 365.25);
const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN0' };

const sentOf = (records: Iterable<DeviceRecord>, capacity?: number): Delivery[] => [
  ...directDeliveriesOf(records, PATIENT, randomSpace(1, 'a', 0).space('uplink'), capacity),
];
const numbersOf = (deliveries: readonly Delivery[]): number[] =>
  deliveries.map(({ reading }) => reading.sequenceNumber ?? Number.NaN);

describe('a phone that is away until the memory is overwritten', () => {
  const runs = Array.from({ length: 60 }, (_, patient) => {
    const records = recordsAfter(memoryOverwrite, COUNT, { patient, perDay: 1 });
    return { records, sent: sentOf(records) };
  });
  const gapsOf = (numbers: readonly number[]): number[] =>
    [-1, ...numbers].map((n, i) => (numbers[i] ?? COUNT) - n - 1).filter((lost) => lost > 0);

  test('once in five years 1 to 20 records in a row are lost, and no other', () => {
    const losses = runs.flatMap(({ sent }) => gapsOf(numbersOf(sent)));
    expect(Math.abs(losses.length / runs.length / YEARS - 0.2)).toBeLessThan(0.06);
    for (const lost of losses) {
      expect(lost).toBeGreaterThanOrEqual(1);
      // At the end of a run nobody has come yet.
      expect(lost).toBeLessThanOrEqual(40);
    }
    expect(new Set(losses).size).toBeGreaterThan(10);
  });

  test('the latest 5 to 20 come late, in one batch with the first that is stored when the phone is back', () => {
    const late = runs.flatMap(({ sent }) => touchedWith(sent, memoryOverwrite.id));
    expect(late.length).toBeGreaterThan(100);
    for (const { sentMs, truth } of late) expect(sentMs - truth.trueTimeMs).toBeGreaterThan(DAY_MS / 3);
    for (const { sent } of runs) {
      const batches = new Map<number, Delivery[]>();
      for (const delivery of sent) batches.set(delivery.batch, [...(batches.get(delivery.batch) ?? []), delivery]);
      for (const batch of batches.values()) {
        const touched = touchedWith(batch, memoryOverwrite.id).length;
        if (touched === 0) continue;
        expect(touched).toBeGreaterThanOrEqual(5);
        expect(touched).toBeLessThanOrEqual(20);
        expect(batch).toHaveLength(touched + 1);
        expect(batch.at(-1)?.truth.faultIds).toEqual([]);
      }
    }
  });

  test('it is the memory that loses: nothing is taken out of the stream of what was stored', () => {
    for (const { records } of runs) expect(records).toHaveLength(COUNT);
  });
});
