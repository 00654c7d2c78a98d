import { describe, expect, test } from 'vitest';
import type { Order } from '../../../contract/domain/index.ts';
import { critical, makeOrder, reference } from '../history-builder.test-helper.ts';
import { leftOut } from './left-out.ts';

type Bounds = Pick<Order, 'limits' | 'rules'>;

const bounds = (limits: Order['limits'], rules: Order['rules'] = []): Bounds => makeOrder({ limits, rules });
const gain = (value: number): Order['rules'][number] => ({
  kind: 'change',
  direction: 'gain',
  amount: { value: '2', unit: 'kg' },
  window: { value, unit: 'd' },
  boundary: 'strict',
});

describe('a change leaves out', () => {
  test('nothing, where it repeats everything, with whatever values', () => {
    expect(leftOut(bounds([reference('70', '180')]), bounds([reference('60', '200')]))).toEqual([]);
    expect(leftOut(bounds([reference('70')], [gain(3)]), bounds([reference('70')], [gain(3)]))).toEqual([]);
  });

  test('nothing by what it adds', () =>
    expect(leftOut(bounds([reference('70')]), bounds([reference('70', '180'), critical('54')], [gain(1)]))).toEqual(
      [],
    ));

  test('a tier, or one side of it', () => {
    expect(leftOut(bounds([reference('70', '180'), critical('54')]), bounds([reference('70', '180')]))).toEqual([
      'critical low',
    ]);
    expect(leftOut(bounds([reference('70', '180')]), bounds([reference('70')]))).toEqual(['reference high']);
  });

  test('a limit of one meal context that is there for another', () => {
    const [plain] = bounds([reference('70', '180')]).limits;
    if (plain === undefined) throw new Error('it has a limit');
    const before = bounds([{ ...plain, context: 'pre-meal' }]);
    expect(leftOut(before, bounds([{ ...plain, context: 'post-meal' }]))).toEqual([
      'reference low, pre-meal',
      'reference high, pre-meal',
    ]);
  });

  test('a rule: of change by direction and window, of escalation by its step, else by its kind', () => {
    const steps: Order['rules'] = [1, 2].map((step) => ({
      kind: 'escalation',
      step,
      after: { value: 30, unit: 'min' },
    })) as Order['rules'];
    const before = bounds([reference('70')], [gain(1), gain(3), ...steps]);
    expect(leftOut(before, bounds([reference('70')], [gain(3), ...steps.slice(0, 1)]))).toEqual([
      'change, gain in 1 d',
      'escalation, step 2',
    ]);
  });
});
