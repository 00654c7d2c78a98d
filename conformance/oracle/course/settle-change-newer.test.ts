import { expect, test } from 'vitest';
import { change } from '../history-builder.test-helper.ts';
import { MINUTE_MS, type Played, played } from './played.test-helper.ts';
import type { Rule } from '../../../contract/domain/index.ts';

const start = (...rules: Rule[]): Played =>
  played({ limits: [{ tier: 'critical', high: '590' }], rules, start: '2034-12-01T00:00:00Z' });

/** Readings at minutes before now, in the order in which they are filed. */
const file = (p: Played, ...readings: readonly (readonly [string, string, number])[]): void => {
  for (const [name, value, ago] of readings) p.reading({ name, value, at: p.wall(-ago * MINUTE_MS) });
};

const gain = (hours: number): Rule => change('gain', '20', 'mg/dL', `${hours} h`);
const loss = (hours: number): Rule => change('loss', '20', 'mg/dL', `${hours} h`);

test.each<[string, readonly Rule[]]>([
  ['two of gain and one of loss', [gain(8), gain(4), loss(8)]],
  ['one of gain between two of loss', [loss(8), gain(8), loss(4)]],
  ['one of each', [loss(8), gain(8)]],
])('of several rules, each direction that is crossed is named: %s', (_title, rules) => {
  const p = start(...rules);
  file(p, ['low', '100', 40], ['high', '150', 30], ['between', '125', 20]);
  expect(p.items).toContain('o1 change between#1 D+U');
});

test('of two rules of one direction, one that is crossed names it', () => {
  const p = start(gain(8), gain(1));
  file(p, ['low', '100', 120], ['new', '125', 20]);
  expect(p.items).toEqual(['o1 change new#1 U']);
});

test('a reading does not bring up those of its own instant, only newer ones', () => {
  const p = start(gain(8));
  file(p, ['low', '100', 40], ['one', '125', 30], ['newer', '130', 20]);
  file(p, ['other', '101', 30]);
  expect(p.items).toEqual(['o1 change one#1 U', 'o1 change newer#1 U updated 1']);
});
