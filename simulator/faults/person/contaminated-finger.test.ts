import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../clock.ts';
import { contaminatedFinger } from './contaminated-finger.ts';
import { samplings, settingOf, START_MS, take, touchedWith } from '../streams.test-helper.ts';

const ID = 'contaminated-finger';

test('0.3 % of tests show 80 to 200 mg/dL too much, and the next, ten minutes later, does not', () => {
  const tests = take(60_000, contaminatedFinger.apply(samplings(), settingOf(ID)));
  const touched = touchedWith(tests, ID);
  const dirty = touched.filter(({ presented, truth }) => presented !== truth.trueValue);
  expect(Math.abs(dirty.length / 60_000 - 0.003)).toBeLessThan(0.001);
  expect(touched).toHaveLength(2 * dirty.length);
  for (const { presented, truth } of dirty) {
    expect(presented - truth.trueValue).toBeGreaterThanOrEqual(80);
    expect(presented - truth.trueValue).toBeLessThan(200);
  }
  for (const first of dirty) {
    const again = touched.find(({ atMs }) => atMs === first.atMs + 10 * MINUTE_MS);
    expect(again?.presented).toBe(first.truth.trueValue);
    expect(again?.truth.trueTimeMs).toBe(again?.atMs);
  }
});

test('the second test takes its place among those that were planned', () => {
  const planned = take(2, samplings({ perDay: 48 })).map((item, i) => ({
    ...item,
    atMs: START_MS + i * 5 * MINUTE_MS,
    truth: { ...item.truth, trueTimeMs: START_MS + i * 5 * MINUTE_MS },
  }));
  const minutes = [...contaminatedFinger.apply(planned, settingOf(ID, { rate: 1e6 }))].map(
    ({ atMs }) => (atMs - START_MS) / MINUTE_MS,
  );
  expect(minutes).toEqual([0, 5, 10, 15]);
});

test('what would come after the end of the run is not done', () => {
  const [first] = take(1, samplings());
  if (first === undefined) throw new Error('no sampling');
  const setting = { ...settingOf(ID, { rate: 1e6 }), endMs: first.atMs + 5 * MINUTE_MS };
  expect([...contaminatedFinger.apply([first], setting)]).toHaveLength(1);
});

test('neither control solution nor a body is a finger', () => {
  const control = take(50, samplings()).map((item) => ({ ...item, specimen: 'control' as const }));
  const body = take(50, samplings({ measure: 'weight' }));
  for (const source of [control, body]) {
    expect([...contaminatedFinger.apply(source, settingOf(ID, { rate: 1e6 }))]).toEqual(source);
  }
});
