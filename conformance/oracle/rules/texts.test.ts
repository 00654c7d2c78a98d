import { expect, test } from 'vitest';
import { makeOrder } from '../history-builder.test-helper.ts';
import { instant, SECOND } from '../time/instant.ts';
import { versionOf } from '../version.test-helper.ts';
import { rangeText } from './range-text.ts';
import { fromText, versionText } from './version-text.ts';

test.each([
  ['70', '180', '70 to 180'],
  [undefined, '180', 'up to 180'],
  ['70', undefined, 'from 70 up'],
  [undefined, undefined, 'open'],
])('from %s to %s is %s', (low, high, expected) => expect(rangeText(low, high)).toBe(expected));

test('a version is told by its order, its line, from when it holds and the local time of the reading', () => {
  const version = versionOf(makeOrder({ start: '2035-03-02T14:00:00Z' }));
  expect(versionText(version, { effective: '2035-03-03T07:59:00-05:00' })).toBe(
    'order o1 (line 1), limits from 2 March 2035 09:00 -05:00, in force at 2035-03-03T07:59',
  );
  expect([fromText(version, -300), fromText(version, 60), fromText(version, -300)]).toEqual([
    '2 March 2035 09:00 -05:00',
    '2 March 2035 15:00 +01:00',
    '2 March 2035 09:00 -05:00',
  ]);
});

test('of one that holds since its acceptance that is said, with the bounds of it', () => {
  const low = instant('2035-03-02T14:00:00Z');
  const version = versionOf(makeOrder(), { byAcceptance: true, from: { low, high: low + SECOND } });
  expect(fromText(version, 0)).toBe('2 March 2035 14:00 to 14:00:01 +00:00 by acceptance');
});
