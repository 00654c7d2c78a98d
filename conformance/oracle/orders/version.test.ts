import { describe, expect, test } from 'vitest';
import { HistoryBuilder, reference } from '../history-builder.test-helper.ts';
import { Recorder } from '../record/recorder.ts';
import { instant, SECOND } from '../time/instant.ts';
import { ordersOf, sameOrder, type OrderVersion } from './version.ts';
import { makeOrder } from '../history-builder.test-helper.ts';

const versions = (write: (b: HistoryBuilder) => void): readonly OrderVersion[] => {
  const builder = new HistoryBuilder();
  write(builder);
  const [run] = builder.lines;
  if (run?.kind !== 'run') throw new Error('no run');
  const recorder = new Recorder(run);
  for (const line of builder.lines) if (line.kind === 'op') recorder.op(line);
  return recorder.settle().patients.flatMap((record) => ordersOf(record).flatMap((o) => o.versions));
};

describe('the instant from which a version holds', () => {
  test("is the order's start for the first", () => {
    const [only] = versions((b) => b.order({ start: '2034-12-31T20:00:00Z' }));
    expect(only?.from).toEqual({ low: instant('2034-12-31T20:00:00Z'), high: instant('2034-12-31T20:00:00Z') });
  });
  test('is its own where it says one', () => {
    const [only] = versions((b) => b.order({ from: '2034-12-31T22:00:00Z' }));
    expect(only?.from.low).toBe(instant('2034-12-31T22:00:00Z'));
  });
  test('is acceptance for a later one that says none', () => {
    const [, second] = versions((b) => (b.order(), b.wait(60_000).changeOrder({ limits: [reference('80')] })));
    expect(second?.byAcceptance).toBe(true);
    expect(second?.from.low).toBe(instant('2035-01-01T00:01:00.005Z') - SECOND);
    expect(second?.from.high).toBe(instant('2035-01-01T00:01:00.010Z') + SECOND);
  });
  test('is acceptance for a later one that repeats the instant before', () => {
    const from = '2034-12-31T22:00:00Z';
    const [, second] = versions(
      (b) => (b.order({ from }), b.changeOrder({ from: '2034-12-31T17:00:00-05:00', limits: [reference('80')] })),
    );
    expect(second?.byAcceptance).toBe(true);
  });
});

describe('what makes a version', () => {
  test('not what was refused', () => {
    expect(versions((b) => (b.order(), b.changeOrder({ limits: [] }, { outcome: 'refused' })))).toHaveLength(1);
  });
  test('not the same order again', () => {
    expect(versions((b) => (b.order(), b.order()))).toHaveLength(1);
  });
  test('not the same change again, which settles an unknown one', () => {
    const list = versions(
      (b) => (
        b.order(),
        b.changeOrder({ status: 'on-hold' }, { outcome: 'unknown' }),
        b.wait(100).changeOrder({ status: 'on-hold' })
      ),
    );
    expect(list).toHaveLength(2);
    expect(list[1]).toMatchObject({ certain: true, sent: 5_000_000, settled: 115_000_000 });
  });
  test('going back to an earlier content', () => {
    expect(versions((b) => (b.order(), b.changeOrder({ status: 'on-hold' }), b.changeOrder({})))).toHaveLength(3);
  });
  test('an unknown one, with doubt', () => {
    expect(versions((b) => b.order({}, { outcome: 'unknown' }))[0]?.certain).toBe(false);
  });
});

test('orders are the same whatever the order of their keys', () => {
  const order = makeOrder();
  const turned = Object.fromEntries(Object.entries(order).toReversed()) as typeof order;
  expect(sameOrder(order, turned)).toBe(true);
  expect(sameOrder(order, { ...order, unit: 'mmol/L' })).toBe(false);
});
