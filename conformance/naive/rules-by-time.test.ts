import { describe, expect, test } from 'vitest';
import type { Rule } from '../../contract/domain/index.ts';
import { critical, makeItem, makeOrder, OKAFOR, reference, RIVERA } from '../oracle/history-builder.test-helper.ts';
import { again, HOUR_MS, itemsOf, MINUTE_MS, scene } from './scene.test-helper.ts';

const TIERS = [reference('70', '180'), critical('54', '300')];
const missing: Rule = { kind: 'missing', period: { value: 6, unit: 'h' } };
const step = (number: number, minutes: number): Rule => ({
  kind: 'escalation',
  step: number,
  after: { value: minutes, unit: 'min' },
  recipient: number === 1 ? OKAFOR : RIVERA,
});
const daily: Rule = { kind: 'summary', period: { value: 12, unit: 'h' } };

describe('missing', () => {
  // The order begins at 20:00 the evening before.
  const due = 'o1 missing 2035-01-01T02:00:00.000Z';

  test('is raised when the period since the start is over, and withdrawn when data come', () => {
    const b = scene({ limits: TIERS, rules: [missing] });
    b.wait(3 * HOUR_MS);
    const before = itemsOf([...b.lines, { kind: 'end', seq: 9, at: 3 * HOUR_MS * 1e6, lag: 0, skipped: [] }]);
    b.reading({ name: 'r', value: '120' });
    expect([before, itemsOf(b.end())]).toEqual([
      [`${due}: raised 1, stands 1, to rivera`],
      [`${due}: raised 1, stands 0, to rivera`],
    ]);
  });

  test('a failed measurement does not count, a late reading that leaves it due leaves the item', () => {
    const b = scene({ limits: TIERS, rules: [missing] });
    b.wait(3 * HOUR_MS);
    b.reading({ name: 'failed', value: 'none' });
    b.reading({ name: 'late', value: '120', at: '2034-12-31T20:30:00Z' });
    expect(itemsOf(b.end())).toEqual([`${due}: raised 1, stands 1, to rivera`]);
  });

  test('on hold nothing is due, and the release begins the period anew', () => {
    const b = scene({ limits: TIERS, rules: [missing] });
    b.wait(HOUR_MS);
    b.changeOrder({ limits: TIERS, rules: [missing], status: 'on-hold' });
    b.wait(4 * HOUR_MS - 2000);
    b.changeOrder({ limits: TIERS, rules: [missing] });
    b.wait(6 * HOUR_MS);
    expect(itemsOf(b.end())).toEqual(['o1 missing 2035-01-01T11:00:00.000Z: raised 1, stands 1, to rivera']);
  });

  test('the end of the order withdraws it', () => {
    const b = scene({ limits: TIERS, rules: [missing], end: '2035-01-01T04:00:00Z' });
    b.wait(5 * HOUR_MS);
    expect(itemsOf(b.end())).toEqual([`${due}: raised 1, stands 0, to rivera`]);
  });

  test('an erasure that makes it due again raises a second one', () => {
    const b = scene({ limits: TIERS, rules: [missing] });
    b.wait(3 * HOUR_MS);
    const r = b.reading({ name: 'r', value: '120' });
    b.wait(HOUR_MS);
    again(b, r, { status: 'entered-in-error' });
    expect(itemsOf(b.end())).toEqual([`${due}: raised 2, stands 1, to rivera`]);
  });
});

describe('escalation', () => {
  const rules = [step(1, 30), step(2, 60)];
  const copy = (number: number) => `o1 escalation r ${number}: raised 1, stands 1,`;

  test('step after step, each counted from the one before', () => {
    const b = scene({ limits: TIERS, rules });
    b.reading({ name: 'r', value: '310' });
    b.wait(89 * MINUTE_MS);
    const before = itemsOf([...b.end()]);
    expect(before).toEqual([
      `${copy(1)} to okafor, not late`,
      'o1 limits r critical HH: raised 1, stands 1, to rivera, not late',
    ]);
  });

  test('seen stops it', () => {
    const b = scene({ limits: TIERS, rules });
    const r = b.reading({ name: 'r', value: '310' });
    const item = makeItem(r, makeOrder(), 'i', { kind: 'critical', interpretation: ['HH'] });
    b.seen(item);
    b.wait(45 * MINUTE_MS);
    b.op({ op: 'item.act', item: item.identifier, act: 'seen', person: RIVERA });
    b.wait(5 * HOUR_MS);
    expect(itemsOf(b.end())).toEqual([
      `${copy(1)} to okafor, not late`,
      'o1 limits r critical HH: raised 1, stands 1, to rivera, not late',
    ]);
  });

  test('what is withdrawn takes its copies along', () => {
    const b = scene({ limits: TIERS, rules });
    const r = b.reading({ name: 'r', value: '310' });
    b.wait(45 * MINUTE_MS);
    again(b, r, { status: 'entered-in-error' });
    expect(itemsOf(b.end())).toEqual([
      'o1 escalation r 1: raised 1, stands 0, to okafor, not late',
      'o1 limits r critical HH: raised 1, stands 0, to rivera, not late',
    ]);
  });
});

describe('summary', () => {
  test('a minute after the end of each period, of what is filed then', () => {
    const b = scene({ limits: TIERS, rules: [daily] });
    b.reading({ name: 'a', value: '200' });
    b.reading({ name: 'b', value: '10.0', unit: 'mmol/L' });
    b.reading({ name: 'c', value: 'HI' });
    b.wait(9 * HOUR_MS);
    expect(itemsOf(b.end()).filter((i) => i.includes('summary'))).toEqual([
      'o1 summary 2034-12-31T20:00:00.000Z: raised 1, stands 1, to rivera, holds 3 1 1 180 200 190',
    ]);
  });

  test('not of an order that ended before the period did', () => {
    const b = scene({ limits: TIERS, rules: [daily] });
    b.changeOrder({ limits: TIERS, rules: [daily], status: 'revoked' });
    b.wait(9 * HOUR_MS);
    expect(itemsOf(b.end())).toEqual([]);
  });
});
