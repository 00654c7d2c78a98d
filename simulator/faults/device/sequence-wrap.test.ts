import { expect, test } from 'vitest';
import { recordsAfter, shareOfPatients } from '../frequency.test-helper.ts';
import { sequenceWrap } from './sequence-wrap.ts';

test('a fifth of meters', () => {
  expect(Math.abs(shareOfPatients(sequenceWrap, 2000, 1) - 0.2)).toBeLessThan(0.04);
});

test('after 2 to 20 records the number starts again at 0; each follows on the one before', () => {
  for (let patient = 0; patient < 40; patient++) {
    const numbers = recordsAfter(sequenceWrap, 30, { patient, rate: 100, firstSequence: 300 + patient }).map(
      ({ sequenceNumber }) => sequenceNumber,
    );
    numbers.slice(1).forEach((n, i) => expect(n).toBe(((numbers[i] ?? 0) + 1) % 65_536));
    expect(numbers.indexOf(0)).toBeGreaterThanOrEqual(2);
    expect(numbers.indexOf(0)).toBeLessThanOrEqual(20);
  }
});

test('gaps stay gaps', () => {
  const all = recordsAfter(sequenceWrap, 40, { rate: 100 }).map(({ sequenceNumber }) => sequenceNumber);
  expect(new Set(all).size).toBe(40);
});
