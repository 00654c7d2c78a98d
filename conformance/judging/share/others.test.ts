import { expect, test } from 'vitest';
import type { HistoryLine } from '../../history/lines.ts';
import { HistoryBuilder, makeItem, makeOrder, makeReading } from '../../oracle/history-builder.test-helper.ts';
import { glanceOf } from './glance-of.test-helper.ts';
import { Others } from './others.ts';

/** A reading `name`, and an item about it. */
const written = (name: string, item: string): readonly [HistoryLine, HistoryLine] => {
  const b = new HistoryBuilder();
  b.reading({ name, value: '212' });
  b.seen(makeItem(makeReading({ name, value: '212' }), makeOrder(), item));
  const [, op, seen] = b.lines;
  if (op === undefined || seen === undefined) throw new Error('no lines');
  return [op, seen];
};

/** Which of the others' lines, by their numbers, are wanted. */
const wanted = (own: readonly HistoryLine[], theirs: readonly HistoryLine[]): number[] => {
  const others = new Others();
  for (const line of own) others.own(line);
  for (const [at, line] of theirs.entries()) {
    const glance = glanceOf(JSON.stringify(line));
    if (glance !== undefined) others.theirs(glance, { at, length: 1 });
  }
  const read: number[] = [];
  others.concerning(({ at }) => {
    read.push(at);
    return theirs[at];
  });
  return read.toSorted((a, b) => a - b);
};

test('what is about other readings and items is not', () => {
  expect(wanted(written('r', 'i'), written('s', 'j'))).toEqual([]);
});

test('another submission under an identifier is, and an item about it', () => {
  expect(wanted(written('r', 'i').slice(0, 1), written('r', 'j'))).toEqual([0, 1]);
});

test('another sight of an item is', () => {
  expect(wanted(written('r', 'i').slice(1), [...written('s', 'i'), ...written('t', 'j')])).toEqual([1]);
});

test('and every sight of an item that says once that it is about a reading of one’s own', () => {
  expect(wanted(written('r', 'i').slice(0, 1), [...written('s', 'j'), written('r', 'j')[1]])).toEqual([1, 2]);
});

test('a great many are told apart', () => {
  const many = (of: string): HistoryLine[] =>
    Array.from({ length: 1500 }, (_, i) => written(`${of}${i}`, `${of}${i}`)).flat();
  expect(wanted(many('a'), [...many('b'), ...written('a700', 'x')])).toEqual([3000, 3001]);
});
