import fc from 'fast-check';
import { expect, test } from 'vitest';
import { METER_MODELS } from './meter-model.ts';
import { meterMemory } from './memory.ts';

test('keeps the newest, oldest first, whatever was stored', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.integer(), { maxLength: 50 }), (capacity, stored) => {
      const memory = meterMemory<number>(capacity);
      stored.forEach((record, i) => {
        memory.store(record);
        expect(memory.records()).toEqual(stored.slice(Math.max(0, i + 1 - capacity), i + 1));
        expect(memory.size).toBe(Math.min(capacity, i + 1));
      });
    }),
  );
});

test.each(Object.values(METER_MODELS))(
  'the $name meter overwrites its oldest record when it is full',
  ({ memory: room }) => {
    const memory = meterMemory<number>(room);
    for (let i = 0; i < room + 3; i++) memory.store(i);
    expect([500, 720, 1000]).toContain(memory.capacity);
    expect(memory.records()[0]).toBe(3);
    expect(memory.records().at(-1)).toBe(room + 2);
  },
);

test.each([0, -1, 1.5, Number.NaN, 65_537])('there is no memory of %d records', (capacity) => {
  expect(() => meterMemory(capacity)).toThrow(RangeError);
});
