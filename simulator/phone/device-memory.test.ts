import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectorLog } from '../devices/gatt/collector-log.ts';
import { collect } from '../devices/gatt/glucose-collector.ts';
import { measuredOfMeterRecord, meterRecordOf } from '../devices/gatt/glucose-record.ts';
import { connected } from '../devices/gatt/link.ts';
import { measure, meterWith } from '../devices/gatt/meter.test-helper.ts';
import { deviceOf, records, take } from '../faults/streams.test-helper.ts';
import { MOST_ROOM_AWAY, type DeviceRecord } from '../layers.ts';
import { DeviceMemory } from './device-memory.ts';
import { MOST_WAITING } from './uplink.ts';

const RECORDS: readonly DeviceRecord[] = take(400, records());
const numbers = (of: readonly DeviceRecord[]): number[] => of.map(({ sequenceNumber }) => sequenceNumber);
const filled = (capacity: number, of: readonly DeviceRecord[]): DeviceMemory => {
  const memory = new DeviceMemory(capacity);
  for (const record of of) memory.store(record);
  return memory;
};

describe('what a phone reads out', () => {
  test('what was stored since it read last, each once, oldest first', () => {
    const memory = filled(10, RECORDS.slice(0, 4));
    expect(memory.waiting).toBe(4);
    expect(numbers(memory.readOut())).toEqual([0, 1, 2, 3]);
    expect(memory.readOut()).toEqual([]);
    for (const record of RECORDS.slice(4, 12)) memory.store(record);
    expect(numbers(memory.readOut())).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('of more than the memory holds the newest; the rest is overwritten', () => {
    const memory = filled(10, RECORDS.slice(0, 25));
    expect(memory.waiting).toBe(10);
    expect(numbers(memory.readOut())).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  });

  test('where little of the memory can be used, so many; what was read is overwritten like the rest', () => {
    const memory = filled(100, RECORDS.slice(0, 8));
    memory.readOut();
    for (const record of RECORDS.slice(8, 15)) memory.store({ ...record, roomAway: 3 });
    expect(memory.waiting).toBe(3);
    memory.store(RECORDS[15] as DeviceRecord);
    expect(numbers(memory.readOut())).toEqual([12, 13, 14, 15]);
  });

  test('a new device has a memory of its own, and the old one is read out before it', () => {
    const other = deviceOf('glucose', 1);
    const memory = filled(3, RECORDS.slice(0, 5));
    for (const record of RECORDS.slice(5, 7)) memory.store({ ...record, device: other });
    expect(memory.waiting).toBe(5);
    expect(numbers(memory.readOut())).toEqual([2, 3, 4, 5, 6]);
    expect(memory.waiting).toBe(0);
  });

  test('what waits for a phone that was away is less than what a phone takes in at once', () => {
    expect(MOST_ROOM_AWAY).toBeLessThan(MOST_WAITING);
  });
});

test('a collector that speaks to the Glucose Service of a meter with that memory ends with the same records', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 30 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
      (capacity, visits) => {
        const memory = new DeviceMemory(capacity);
        const meter = meterWith([], {}, capacity);
        const log = new CollectorLog();
        let at = 0;
        for (const count of visits) {
          for (const record of RECORDS.slice(at, at + count)) {
            memory.store(record);
            measure(meter, meterRecordOf(record));
          }
          at += count;
          const kept: number[] = [];
          for (const pass of connected(meter, collect(log), {})) {
            if (pass.by !== 'client' || pass.act.kind !== 'keep') continue;
            kept.push(measuredOfMeterRecord(pass.act.record, 'base-is-utc').sequenceNumber);
          }
          expect(kept.toSorted((a, b) => a - b)).toEqual(numbers(memory.readOut()));
        }
      },
    ),
    { numRuns: 100 },
  );
});
