import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faults } from '../faults/catalogue.ts';
import type { FaultOf } from '../faults/fault.ts';
import { records, settingOf, START_MS, take } from '../faults/streams.test-helper.ts';
import type { DeviceRecord } from '../layers.ts';
import { randomSpace } from '../random.ts';
import { directDeliveriesOf } from './direct-uplink.ts';
import { deliveriesOf } from './uplink.ts';

const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN0' };
const space = randomSpace(1, 'a', 0);
const direct = (of: Iterable<DeviceRecord>) => [...directDeliveriesOf(of, PATIENT, space.space('uplink'))];
const stored = (of: Iterable<DeviceRecord>) => [
  ...deliveriesOf(of, { patient: PATIENT, streamOf: (...keys) => space.stream(...keys) }),
];

describe('the same deliveries as by way of a health store', () => {
  test.each(['glucose', 'weight'] as const)('of %s', (measure) => {
    const of = [...records({ measure, days: 300 })];
    expect(direct(of)).toEqual(stored(of));
    expect(direct(of).length).toBe(of.length);
  });

  const ofDevices = faults.filter((fault): fault is FaultOf<'device'> => fault.layer === 'device');
  test.each(ofDevices.map((fault): [string, FaultOf<'device'>] => [fault.id, fault]))(
    'under the fault %s',
    (id, fault) => {
      for (const measure of fault.measures) {
        const of = [...fault.apply(records({ measure, days: 150 }), settingOf(id, { rate: 30, days: 150 }))];
        expect(direct(of)).toEqual(stored(of));
      }
    },
  );

  test('of records close together, at once, again, and with a clock that goes back', () => {
    const [model] = take(1, records({ measure: 'glucose' }));
    if (model === undefined) throw new Error('no record');
    const step = fc.record({
      afterMs: fc.constantFrom(0, 1000, 30_000, 3_600_000),
      shownBackMs: fc.constantFrom(0, 0, 0, 5000, 86_400_000),
      sequenceNumber: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        let at = START_MS;
        const of = steps.map(({ afterMs, shownBackMs, sequenceNumber }): DeviceRecord => {
          at += afterMs;
          return { ...model, sequenceNumber, shownMs: at - shownBackMs, truth: { ...model.truth, trueTimeMs: at } };
        });
        expect(direct(of)).toEqual(stored(of));
      }),
      { numRuns: 60 },
    );
  });

  test('a key that came more than 128 readings ago is forgotten, as the store forgets it', () => {
    const [model] = take(1, records({ measure: 'glucose' }));
    if (model === undefined) throw new Error('no record');
    const of = Array.from({ length: 600 }, (_, i): DeviceRecord => {
      const trueTimeMs = START_MS + i * 3_600_000;
      const lap = i % 200 < 130 ? i % 130 : i % 20;
      return { ...model, sequenceNumber: lap, shownMs: START_MS + lap * 1000, truth: { ...model.truth, trueTimeMs } };
    });
    expect(direct(of)).toEqual(stored(of));
    expect(direct(of).length).toBeLessThan(600);
    expect(direct(of).length).toBeGreaterThan(200);
  });

  test('looks one record ahead', () => {
    let asked = 0;
    function* counted(): Generator<DeviceRecord> {
      for (const record of records({ measure: 'weight' })) {
        asked++;
        yield record;
      }
    }
    expect(take(10, directDeliveriesOf(counted(), PATIENT, space.space('uplink')))).toHaveLength(10);
    expect(asked).toBeLessThanOrEqual(12);
  });
});
