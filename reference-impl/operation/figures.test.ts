import { expect, test } from 'vitest';
import { boundOf } from './figures.ts';
import { createMetrics } from './metrics.ts';

const scene = () => {
  let nowMs = 0;
  const metrics = createMetrics(
    () => 4,
    undefined,
    () => nowMs,
  );
  const write = (outcome: string, seconds: number, ...raised: readonly 'abnormal'[]): void =>
    metrics.watch.written({ subject: 'reading', outcome, seconds, raised });
  return {
    metrics,
    write,
    pass: (ms: number): void => {
      nowMs += ms;
    },
  };
};

test('what was written and raised is counted, in all and within the last minute', async () => {
  const { metrics, write, pass } = scene();
  write('ok', 0.004, 'abnormal');
  write('no-permission', 0.001);
  pass(60_000);
  write('ok', 0.004);
  metrics.watch.fellDue(['missing']);
  expect(await metrics.figures()).toMatchObject({
    writes: [
      { subject: 'reading', outcome: 'ok', total: 2, lastMinute: 1 },
      { subject: 'reading', outcome: 'no-permission', total: 1, lastMinute: 0 },
    ],
    items: [
      { kind: 'abnormal', total: 1, lastMinute: 0 },
      { kind: 'missing', total: 1, lastMinute: 1 },
    ],
    toItem: { count: 1 },
    waiting: 4,
  });
});

test('how long it took is told by the bound that a share did not go beyond', async () => {
  const { metrics, write } = scene();
  for (let n = 0; n < 98; n++) write('ok', 0.004, 'abnormal');
  write('ok', 0.2, 'abnormal');
  write('ok', 100, 'abnormal');
  const { toItem } = await metrics.figures();
  expect(toItem.count).toBe(100);
  expect(toItem.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  expect([boundOf(toItem, 0.5), boundOf(toItem, 0.98), boundOf(toItem, 0.99)]).toEqual([0.005, 0.005, 0.25]);
  expect(boundOf(toItem, 1)).toBeUndefined();
});

test('of nothing there is no bound', async () => {
  const { toItem } = await createMetrics(() => 0).figures();
  expect([toItem.count, boundOf(toItem, 0.5)]).toEqual([0, undefined]);
});
