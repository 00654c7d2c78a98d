import { expect, test } from 'vitest';
import { Slips } from './slips.ts';

const MS = 1_000_000;
const most = (many: number, lateMs: (i: number) => number): number => {
  const slips = new Slips();
  for (let i = 0; i < many; i++) slips.add(lateMs(i) * MS);
  return slips.most() / MS;
};

test('of a thousand one may have been late', () => {
  expect(most(1000, (i) => (i === 500 ? 80 : 1))).toBe(1);
  expect(most(1000, (i) => (i % 400 === 0 ? 80 : 1))).toBe(80);
});

test('of fewer half may', () => {
  expect(most(999, (i) => (i % 3 === 0 ? 80 : 1))).toBe(1);
  expect(most(3, (i) => (i === 0 ? 1 : 80))).toBe(80);
  expect(most(0, () => 1)).toBe(0);
});
