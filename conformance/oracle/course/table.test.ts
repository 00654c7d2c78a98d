import { describe, expect, test } from 'vitest';
import { Table } from './table.ts';

const table = (...entries: readonly (readonly [string, string])[]): Table<string> => {
  const made = new Table<string>((key, value) => `${key}=${value}`);
  for (const [key, value] of entries) made.set(key, value);
  return made;
};

describe('a table', () => {
  test('holds what was set last under a key', () => {
    const made = table(['a', '1'], ['b', '2'], ['a', '3']);
    expect([made.get('a'), made.get('x')]).toEqual(['3', undefined]);
    expect([[...made.keys()], [...made.values()], [...made.entries()]]).toEqual([
      ['a', 'b'],
      ['3', '2'],
      [
        ['a', '3'],
        ['b', '2'],
      ],
    ]);
  });

  test('prints the same for the same entries, in whatever order, and whenever it was asked first', () => {
    const [one, other, early] = [table(['a', '1'], ['b', '2']), table(['b', '2'], ['a', '1']), table()];
    const nothing = early.print;
    early.set('a', '0');
    early.set('b', '2');
    early.set('a', '1');
    expect(one.print).toBe(other.print);
    expect(one.print).toBe(early.print);
    expect(one.print).not.toBe(nothing);
    expect(nothing).toBe('0.0');
  });

  test('prints otherwise for another value or key, and both halves tell', () => {
    const prints = [table(['a', '1']), table(['a', '2']), table(['b', '1']), table()].map((t) => t.print.split('.'));
    expect(new Set(prints.map(([a]) => a)).size).toBe(4);
    expect(new Set(prints.map(([, b]) => b)).size).toBe(4);
  });

  test('goes back to its mark in a copy, and stays itself', () => {
    const made = table(['a', '1']);
    const before = made.print;
    made.mark();
    made.set('a', '2');
    made.set('b', '3');
    made.set('b', '4');
    const copy = made.copyAtMark();
    expect([copy.get('a'), copy.get('b'), copy.print === before]).toEqual(['1', undefined, true]);
    expect([made.get('a'), made.get('b'), made.print === before]).toEqual(['2', '4', false]);
    expect([...copy.entries()]).toEqual([['a', '1']]);
    made.mark();
    expect([...made.copyAtMark().entries()]).toEqual([...made.entries()]);
  });

  test('a copy is its own, prints alike, and goes on counting', () => {
    const made = table(['a', '1']);
    expect(made.print).toBe(table(['a', '1']).print);
    const copy = made.copy();
    expect(copy.print).toBe(made.print);
    copy.set('b', '2');
    expect([made.get('b'), copy.print]).toEqual([undefined, table(['a', '1'], ['b', '2']).print]);
    expect([...made.apart(copy)].toSorted()).toEqual(['a', 'b']);
    // Made from one that was never asked, a copy counts from its own first print on.
    const unasked = table(['a', '1']).copy();
    unasked.set('b', '2');
    expect(unasked.print).toBe(copy.print);
  });

  test('apart and settled over shared layers', () => {
    const made = table(...Array.from({ length: 20 }, (_, i) => [`k${i}`, 'v'] as const));
    const copy = made.copy();
    made.set('k3', 'w');
    expect([...made.apart(copy)]).toEqual(['k3']);
    made.settle();
    expect([made.get('k3'), made.get('k4'), [...made.keys()].length]).toEqual(['w', 'v', 20]);
    expect(made.apart(copy).size).toBe(0);
  });
});
