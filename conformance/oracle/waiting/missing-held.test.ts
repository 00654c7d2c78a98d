import { expect, test } from 'vitest';
import { OKAFOR } from '../history-builder.test-helper.ts';
import { changed, FIRST, told, until } from './missing.test-helper.ts';
import { waitsOf } from './waits.test-helper.ts';

test('a hold that comes over the instant of a stated version ends the gap, whichever of the two came first', () => {
  const b = told({}, (history) => {
    until(history, 1);
    changed(history, { responsible: OKAFOR, from: '2035-01-01T05:00:00Z' });
    until(history, 4.5);
    changed(history, { status: 'on-hold' }, { took: 3_600_000 });
    until(history, 8);
  });
  const withdrawn = waitsOf(b.end()).flatMap((way) => way.filter((line) => !line.includes(': order-on-hold')));
  expect(withdrawn).toEqual([]);
  // A version that was overtaken by the hold and holds all the same releases the order: its data are due six hours later.
  expect(waitsOf(b.end()).every((way) => way.length === 1)).toBe(true);
});

test('what is due by the end of what is asked about has come', () => {
  const b = told({}, (history) => until(history, 2));
  expect(waitsOf(b.end())).toEqual([[`${FIRST} stands`]]);
});
