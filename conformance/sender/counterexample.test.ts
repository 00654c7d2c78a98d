import { describe, expect, test } from 'vitest';
import { SenderScript } from '../../contract/cases/sender/script.ts';
import type { OpLine } from '../history/lines.ts';
import { smallerScript } from './counterexample.ts';

const ops = (count: number): OpLine[] => Array.from({ length: count }, (_, i) => ({ seq: i + 1 }) as OpLine);
const smaller = (acts: readonly object[], count: number, left: readonly number[]) =>
  smallerScript(SenderScript.parse({ source: 'gatt', acts }), ops(count), new Set(left))?.acts;

const PERMIT = { permit: 'glucose' };
const show = (name: string) => ({ show: { name, value: '100 mg/dL' } });

describe('what is left of a script', () => {
  test('the acts whose operations are left', () =>
    expect(smaller([PERMIT, show('a'), show('b')], 3, [1, 3])).toEqual([PERMIT, show('b')]));
  test('outages and restarts stay: they leave no operation of their own', () =>
    expect(
      smaller([PERMIT, { outage: 'cut' }, show('a'), { kill: true }, { restore: true }, show('b')], 3, [1, 2]),
    ).toEqual([PERMIT, { outage: 'cut' }, show('a'), { kill: true }, { restore: true }]));
  test('a memory that is given again makes an operation of each record of a meter', () => {
    const acts = [PERMIT, show('a'), { show: { name: 'w', value: '80 kg' } }, show('b'), { again: true }, show('c')];
    expect(smaller(acts, 7, [1, 2, 6])).toEqual([PERMIT, show('a'), { again: true }]);
    expect(smaller(acts, 7, [1, 2, 7])).toEqual([PERMIT, show('a'), show('c')]);
  });
  test('what is about a measurement that is shown no more goes with it', () =>
    expect(smaller([PERMIT, { refuse: 'a' }, show('a'), show('b')], 3, [1, 3])).toEqual([PERMIT, show('b')]));
  test('nothing, where no permission is left', () => expect(smaller([PERMIT, show('a')], 2, [2])).toBeUndefined());
  test('nothing, where the history is not of this script', () =>
    expect(smaller([PERMIT, show('a')], 5, [1, 2])).toBeUndefined());
});
