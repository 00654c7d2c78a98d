import { describe, expect, test } from 'vitest';
import { Layers } from './layers.ts';

const filled = (count: number): Layers<number> => {
  const layers = new Layers<number>();
  for (let i = 0; i < count; i += 1) layers.set(`k${i}`, i);
  return layers;
};
const keys = (layers: Layers<number>): string[] => [...layers.whole().keys()];

describe('a map in layers', () => {
  test('up to 16 entries are copied, from 17 on shared', () => {
    const [small, large] = [filled(16), filled(17)];
    expect([small.apart(small.copy()).size, large.apart(large.copy()).size]).toEqual([16, 0]);
  });

  test('what was asked for and set since is what is got', () => {
    const layers = filled(1);
    expect([layers.get('k0'), layers.get('x')]).toEqual([0, undefined]);
    layers.set('x', 5);
    layers.set('k0', 7);
    expect([layers.get('x'), layers.get('k0'), layers.get('x')]).toEqual([5, 7, 5]);
    layers.set('x', undefined);
    expect([layers.get('x'), keys(layers)]).toEqual([undefined, ['k0']]);
  });

  test('what one copy sets, changes or takes away the other does not see', () => {
    const one = filled(20);
    const other = one.copy();
    one.set('k1', 100);
    one.set('k2', undefined);
    other.set('new', 7);
    expect([one.get('k1'), one.get('k2'), one.get('new')]).toEqual([100, undefined, undefined]);
    expect([other.get('k1'), other.get('k2'), other.get('new')]).toEqual([1, 2, 7]);
    expect([one.whole().get('k1'), one.whole().has('k2'), one.whole().size]).toEqual([100, false, 19]);
    expect([other.whole().get('k1'), other.whole().get('new'), other.whole().size]).toEqual([1, 7, 21]);
    expect([...one.apart(other)].toSorted()).toEqual(['k1', 'k2', 'new']);
    expect([...other.apart(one)].toSorted()).toEqual(['k1', 'k2', 'new']);
  });

  test('what was taken away in an older layer is not found in one below it', () => {
    const layers = filled(20);
    layers.copy();
    layers.set('k3', undefined);
    layers.copy();
    layers.set('k4', 44);
    layers.copy();
    layers.set('k5', 55);
    expect(['k3', 'k4', 'k5', 'k6', 'none'].map((key) => layers.get(key))).toEqual([undefined, 44, 55, 6, undefined]);
    expect(keys(layers)).toEqual(keys(filled(20)).filter((key) => key !== 'k3'));
  });

  test('copies of what has not changed lie no deeper', () => {
    const layers = filled(20);
    const first = layers.copy();
    for (let i = 0; i < 20; i += 1) layers.copy();
    expect(layers.apart(first).size).toBe(0);
  });

  test('the seventh layer makes one of all, with the same entries', () => {
    const layers = filled(20);
    const first = layers.copy();
    for (let i = 0; i < 5; i += 1) {
      layers.set('k0', 100 + i);
      layers.copy();
    }
    // Six deep: only what was set is apart.
    expect([...layers.apart(first)]).toEqual(['k0']);
    layers.set('k1', 1000);
    const copy = layers.copy();
    expect(layers.apart(first).size).toBe(20);
    expect(layers.apart(copy).size).toBe(0);
    expect([copy.get('k0'), copy.get('k1'), copy.get('k2'), layers.get('k0')]).toEqual([104, 1000, 2, 104]);
  });

  test('settling keeps what stands, in one map again', () => {
    const layers = filled(20);
    layers.copy();
    layers.set('k0', undefined);
    layers.set('k1', 11);
    layers.copy();
    layers.set('k2', undefined);
    layers.set('k0', 5);
    layers.settle();
    expect([layers.get('k0'), layers.get('k1'), layers.whole().get('k1'), layers.whole().has('k2')]).toEqual([
      5,
      11,
      11,
      false,
    ]);
    layers.set('k3', undefined);
    expect([layers.whole().has('k3'), layers.whole().size]).toEqual([false, 18]);
    expect(layers.whole()).toBe(layers.whole());
  });

  test('settling what was never copied changes nothing', () => {
    const layers = filled(3);
    const whole = layers.whole();
    layers.settle();
    expect([layers.whole() === whole, layers.whole().size]).toEqual([true, 3]);
  });
});
