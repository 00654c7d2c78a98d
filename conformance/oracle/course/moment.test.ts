import { expect, test } from 'vitest';
import { exactly } from '../time/span.ts';
import { lastPlace, type Moment, notBefore } from './moment.ts';

const moment: Moment = { step: 3, from: 100, to: 200, now: { low: 1000n, high: 2000n } };

test('the last place is its own where nothing else is known', () => {
  expect([lastPlace(moment), lastPlace({ ...moment, last: 7 }), lastPlace({ ...moment, last: 0 })]).toEqual([3, 7, 0]);
});

test.each([
  ['what was before', { from: 50, now: exactly(900n) }, moment],
  ['what was at the same time', { from: 100, now: exactly(1000n) }, moment],
  ['a later one', { from: 150, now: exactly(1500n) }, { ...moment, from: 150, now: { low: 1500n, high: 2000n } }],
  ['one later by the clock alone', { from: 50, now: exactly(1500n) }, { ...moment, now: { low: 1500n, high: 2000n } }],
  ['one later on the line alone', { from: 150, now: exactly(900n) }, { ...moment, from: 150 }],
  ['one at its end', { from: 200, now: exactly(2000n) }, { ...moment, from: 200, now: exactly(2000n) }],
  ['one after its end', { from: 300, now: exactly(3000n) }, { ...moment, from: 300, to: 300, now: exactly(3000n) }],
])('no earlier than %s', (_title, other, expected) => {
  expect(notBefore(moment, other)).toEqual(expected);
});
