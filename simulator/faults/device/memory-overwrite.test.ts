import { expect, test } from 'vitest';
import { recordsAfter } from '../frequency.test-helper.ts';
import { memoryOverwrite } from './memory-overwrite.ts';

const YEARS = 10;
const COUNT = Math.round(YEARS * 365.25);

test('once in five years 5 to 40 records in a row are lost, and nothing else', () => {
  const losses = Array.from({ length: 60 }, (_, patient) => {
    const numbers = recordsAfter(memoryOverwrite, COUNT, { patient, perDay: 1 }).map(
      ({ sequenceNumber }) => sequenceNumber,
    );
    return [-1, ...numbers].map((n, i) => (numbers[i] ?? COUNT) - n - 1).filter((lost) => lost > 0);
  }).flat();
  expect(Math.abs(losses.length / 60 / YEARS - 0.2)).toBeLessThan(0.06);
  for (const lost of losses) {
    expect(lost).toBeGreaterThanOrEqual(5);
    expect(lost).toBeLessThanOrEqual(40);
  }
  expect(new Set(losses).size).toBeGreaterThan(20);
});

test('what is left is untouched', () => {
  for (const { truth } of recordsAfter(memoryOverwrite, 2000, { rate: 50 })) expect(truth.faultIds).toEqual([]);
});
