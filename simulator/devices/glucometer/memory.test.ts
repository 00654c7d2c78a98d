import fc from 'fast-check';
import { expect, test } from 'vitest';
import { METER_MODELS } from './meter-model.ts';
import { meterMemory, stored, without } from './memory.ts';

test('keeps the newest, oldest first, whatever was stored; the value before stays what it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.integer(), { maxLength: 50 }), (capacity, records) => {
      let memory = meterMemory<number>(capacity);
      records.forEach((record, i) => {
        const before = memory.records;
        const copy = [...before];
        memory = stored(memory, record);
        expect(memory.records).toEqual(records.slice(Math.max(0, i + 1 - capacity), i + 1));
        expect(before).toEqual(copy);
      });
      expect(memory).toEqual(meterMemory(capacity, records));
    }),
  );
});

test.each(Object.values(METER_MODELS))(
  'the $name meter overwrites its oldest record when it is full',
  ({ memory: room }) => {
    let memory = meterMemory<number>(room);
    for (let i = 0; i < room + 3; i++) memory = stored(memory, i);
    expect([500, 720, 1000]).toContain(memory.capacity);
    expect(memory.records[0]).toBe(3);
    expect(memory.records.at(-1)).toBe(room + 2);
  },
);

test('where there is less room, more of the oldest are lost at once; room never makes a memory larger', () => {
  const memory = meterMemory(5, [1, 2, 3, 4, 5]);
  expect(stored(memory, 6, 2).records).toEqual([5, 6]);
  expect(stored(stored(memory, 6, 2), 7).records).toEqual([5, 6, 7]);
  expect(stored(memory, 6, 9).records).toEqual([2, 3, 4, 5, 6]);
});

test('what is taken out leaves room', () => {
  const memory = without(meterMemory(3, ['a', 'b', 'c']), ['b']);
  expect(memory.records).toEqual(['a', 'c']);
  expect(stored(stored(memory, 'd'), 'e').records).toEqual(['c', 'd', 'e']);
});

test.each([0, -1, 1.5, Number.NaN, 65_537])('there is no memory of %d records', (capacity) => {
  expect(() => meterMemory(capacity)).toThrow(RangeError);
});
