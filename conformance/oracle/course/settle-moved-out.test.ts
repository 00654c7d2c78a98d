import { describe, expect, test } from 'vitest';
import { change, makeReading } from '../history-builder.test-helper.ts';
import type { Rule } from '../../../contract/domain/index.ts';
import { MINUTE_MS, type Played, played } from './played.test-helper.ts';
import { repeated, TIERS } from './settle.test-helper.ts';

/** Two readings of which the second makes an item of o1; o2 alone is active on the day before, and asks for nothing. */
const second = (...rules: Rule[]): { p: Played; move: (value?: string) => void } => {
  const p = played({ limits: TIERS, rules, start: '2035-01-01T00:00:00Z' });
  p.order({ name: 'o2', limits: [{ tier: 'critical', high: '590' }], start: '2034-12-01T00:00:00Z' });
  p.wait(MINUTE_MS);
  p.reading({ name: 'a', value: '190' });
  p.wait(MINUTE_MS);
  const b = p.reading({ name: 'b', value: '230' });
  const move = (value = '230'): void =>
    void p.again(b, { value, status: 'corrected', effective: '2034-12-31T12:00:00Z' });
  return { p, move };
};

describe('a reading that is moved to where only another order is active', () => {
  test.each(['230', '60', '120'])('loses its repeated item, corrected to normal: %s', (value) => {
    const { p, move } = second(repeated());
    move(value);
    expect([p.said, p.items]).toEqual(['accept', ['o1 repeated a,b H#1 corrected-to-normal']]);
  });

  test('loses its change item, corrected to normal', () => {
    const { p, move } = second(change('gain', '20', 'mg/dL', '1 d'));
    move();
    expect([p.said, p.items.filter((line) => line.includes('change'))]).toEqual([
      'accept',
      ['o1 change b#1 U corrected-to-normal'],
    ]);
  });

  test('is no member of what the first order forms', () => {
    const { p, move } = second(repeated());
    move();
    p.wait(MINUTE_MS);
    p.reading({ name: 'c', value: '200' });
    expect(p.items.slice(1)).toEqual(['o1 repeated a,c H#1']);
  });
});

test('of two of one instant and one value of the identifier the one that was filed first comes first', () => {
  const members = (...systems: readonly string[]): readonly string[] => {
    const p = played({ limits: TIERS, rules: [repeated()] });
    const reading = makeReading({ name: 'x', value: '200', at: p.wall() });
    for (const system of systems) p.again({ ...reading, identifier: { system, value: 'x' } }, {});
    return [...p.course.state.items.values()][0]?.members ?? [];
  };
  expect([members('urn:m', 'urn:n'), members('urn:n', 'urn:m')]).toEqual([
    ['urn:m|x', 'urn:n|x'],
    ['urn:n|x', 'urn:m|x'],
  ]);
});
