import { expect, test } from 'vitest';
import type { Delivery } from '../../layers.ts';
import { batchesOf, numbered, type Batch } from './batches.ts';
import { deliveries } from './deliveries.test-helper.ts';
import { withLater } from './later.ts';

const item = [...deliveries({ days: 1 })][0] as Delivery;
const at = (sentMs: number, batch = 0): Delivery => ({ ...item, sentMs, batch });
const times = (batches: Iterable<Batch>): number[] => [...batches].map(([first]) => first?.sentMs ?? -1);

test('puts others between in order of time; of one time the earlier put off first, and before a batch', () => {
  const added: Batch[] = [[at(25)], [at(15)], [at(20)], [at(15)]];
  const out = [
    ...withLater([[at(10)], [at(20)], [at(30)]], 100, (batch, later) => {
      if (batch[0]?.sentMs === 10) for (const one of added) later(one[0]?.sentMs ?? 0, () => one);
      return batch;
    }),
  ];
  expect(times(out)).toEqual([10, 15, 15, 20, 20, 25, 30]);
  expect(out[1]).toBe(added[1]);
  expect(out[3]).toBe(added[2]);
});

test('what is still put off leaves at the end; what would be at the end of the run or after is refused', () => {
  const answers: boolean[] = [];
  const out = withLater([[at(10)]], 50, (batch, later) => {
    answers.push(
      later(49, () => [at(49)]),
      later(50, () => [at(50)]),
    );
    return batch;
  });
  expect(times(out)).toEqual([10, 49]);
  expect(answers).toEqual([true, false]);
});

test('a bounded number is put off', () => {
  let [accepted, made] = [0, 0];
  const out = withLater([[at(0)]], 1e6, (batch, later) => {
    for (let i = 0; i < 5000; i++) if (later(i, () => (made++, [at(i)]))) accepted++;
    return batch;
  });
  expect(times(out)).toHaveLength(1025);
  expect([accepted, made]).toEqual([1024, 1024]);
});

test('batches are cut at a thousand, and numbered anew without those that are empty', () => {
  const many = Array.from({ length: 2500 }, () => at(5, 3));
  expect([...batchesOf(many)].map((batch) => batch.length)).toEqual([1000, 1000, 500]);
  const [a, b] = [at(1, 0), at(2, 7)];
  const out = [...numbered([[a], [], [b]])];
  expect(out[0]).toBe(a);
  expect(out[1]).toEqual({ ...b, batch: 1 });
});
