import { expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import type { Content } from './filing.ts';
import { placed, Timeline } from './timeline.ts';

const instantOf = (second: number): bigint => BigInt(Date.UTC(2035, 0, 1, 0, 0, second)) * 1_000_000n;

test.each<[string, readonly number[], boolean]>([
  ['where there is nothing', [], true],
  ['where the last one is earlier', [1, 4], true],
  ['where the last one is of that instant', [5, 1], true],
  ['where a later one was put in first', [6, 1], false],
  ['where all are later', [6, 7], false],
])('whether nothing is effective after second 5: %s', (_title, seconds, ends) => {
  const line = new Timeline();
  for (const second of seconds) {
    const name = `k${second}`;
    const at = new Date(Date.UTC(2035, 0, 1, 0, 0, second)).toISOString();
    line.add(placed(name, { reading: makeReading({ name, value: '80', unit: 'kg', at }) } as Content));
  }
  expect(line.endsBy(instantOf(5))).toBe(ends);
});
