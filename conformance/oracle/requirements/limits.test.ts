import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../../contract/domain/index.ts';
import {
  change,
  critical,
  HistoryBuilder,
  makeItem,
  reference,
  type OrderInput,
  type ReadingInput,
} from '../history-builder.test-helper.ts';
import { countsOf, idsOf } from '../judged.test-helper.ts';

/** A run of readings under one order; `items` of them (by name) are raised with what is said of them. */
const run = (order: OrderInput, readings: readonly ReadingInput[], items: Record<string, Partial<InboxItem>>) => {
  const b = new HistoryBuilder();
  const ordered = b.order(order);
  b.grant(order.measure);
  for (const input of readings) {
    const reading = b.reading(input);
    b.wait(40);
    const said = items[input.name];
    if (said !== undefined) b.seen(makeItem(reading, ordered, `i-${input.name}`, { submitted: b.wall(), ...said }));
  }
  return b.drain();
};

const H: Partial<InboxItem> = {};
const L: Partial<InboxItem> = { interpretation: ['L'], limit: { value: '70', unit: 'mg/dL' } };

describe('LIM-01: outside is abnormal, between is normal', () => {
  const readings = [
    { name: 'high', value: '212' },
    { name: 'normal', value: '120' },
    { name: 'low', value: '50' },
  ];
  test('met', () => {
    const lines = run({}, readings, { high: H, low: L });
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'LIM-01')).toMatchObject({ must: 3, mustNot: 1, broken: 0, undecided: 0 });
  });
  test('the wrong side breaks it', () => {
    expect(idsOf(run({}, readings, { high: H, low: H }))).toEqual(['ALR-03', 'LIM-01', 'LIM-04']);
  });
  test('an item for the normal one breaks it', () => {
    expect(idsOf(run({}, readings, { high: H, low: L, normal: H }))).toEqual(['ALR-02', 'LIM-01']);
  });
  test('a lost item breaks it', () => {
    expect(idsOf(run({}, readings, { low: L }))).toEqual(['ALR-01', 'LIM-01']);
  });
});

describe('LIM-02: equal is normal', () => {
  const readings = [
    { name: 'equal', value: '180' },
    { name: 'above', value: '181' },
  ];
  test('met', () => {
    const lines = run({}, readings, { above: H });
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'LIM-02')).toMatchObject({ must: 1, mustNot: 1 });
  });
  test('an item for the equal one breaks it alone', () => {
    expect(idsOf(run({}, readings, { equal: H, above: H }))).toEqual(['LIM-02']);
  });
  test('its twin just beyond must raise', () => {
    expect(idsOf(run({}, readings, {}))).toContain('LIM-02');
  });
  test('where the order includes the bound, equal must raise', () => {
    const inclusive = { limits: [reference('70', '180', 'high')] };
    expect(idsOf(run(inclusive, [{ name: 'equal', value: '180' }], {}))).toContain('LIM-02');
    expect(idsOf(run(inclusive, [{ name: 'equal', value: '180' }], { equal: H }))).toEqual([]);
  });
});

describe('LIM-03: critical makes one critical item', () => {
  const order = { limits: [reference('70', '180'), critical('54', '300')] };
  const HH: Partial<InboxItem> = {
    kind: 'critical',
    priority: 'stat',
    interpretation: ['HH'],
    limit: { value: '300', unit: 'mg/dL' },
  };
  const readings = [
    { name: 'critical', value: '301' },
    { name: 'equal', value: '300' },
  ];
  test('met', () => {
    const lines = run(order, readings, { critical: HH, equal: H });
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'LIM-03')).toMatchObject({ must: 1, mustNot: 1 });
  });
  test('an abnormal item instead breaks it', () => {
    expect(idsOf(run(order, readings, { critical: H, equal: H }))).toContain('LIM-03');
  });
  test('a priority that is not stat breaks it', () => {
    expect(idsOf(run(order, readings, { critical: { ...HH, priority: 'urgent' }, equal: H }))).toContain('LIM-03');
  });
  test('a critical item short of the limit breaks it', () => {
    expect(idsOf(run(order, readings, { critical: HH, equal: HH }))).toContain('LIM-03');
  });
  test('an abnormal item beside the critical one breaks it', () => {
    const b = new HistoryBuilder();
    const ordered = b.order(order);
    b.grant();
    const reading = b.reading({ name: 'r', value: '301' });
    b.wait(40);
    b.seen(makeItem(reading, ordered, 'a', HH));
    b.seen(makeItem(reading, ordered, 'b'));
    expect(idsOf(b.drain())).toEqual(expect.arrayContaining(['ALR-06', 'LIM-03']));
  });
});

describe('LIM-05: one-sided limits', () => {
  const order = { limits: [reference(undefined, '180')] };
  const LOW_OF_NONE: Partial<InboxItem> = { interpretation: ['L'], limit: { value: '0', unit: 'mg/dL' } };
  const readings = [
    { name: 'high', value: '212' },
    { name: 'low', value: '30' },
  ];
  test('met', () => {
    const lines = run(order, readings, { high: H });
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'LIM-05')).toMatchObject({ must: 1, mustNot: 1 });
  });
  test('an item on the open side breaks it', () => {
    expect(idsOf(run(order, readings, { high: H, low: LOW_OF_NONE }))).toContain('LIM-05');
  });
  test('none on the limited side breaks it', () => {
    expect(idsOf(run(order, readings, {}))).toContain('LIM-05');
  });
});

const kg = (name: string, value: string, at: string): ReadingInput => ({
  name,
  value,
  unit: 'kg',
  at: `${at}:00Z`,
});

describe('LIM-06 and LIM-07: change', () => {
  const order: OrderInput = { measure: 'weight', rules: [change('gain', '2', 'kg', '3 d')] };
  const U: Partial<InboxItem> = {
    kind: 'change',
    rule: 'change',
    interpretation: ['U'],
    limit: { value: '2', unit: 'kg' },
  };
  const readings = [
    kg('first', '80.0', '2034-12-31T21:00'),
    kg('exact', '82.0', '2034-12-31T22:00'),
    kg('gain', '82.1', '2034-12-31T23:30'),
  ];
  test('met', () => {
    const lines = run(order, readings, { gain: U });
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'LIM-06')).toMatchObject({ must: 1, mustNot: 2 });
    expect(countsOf(lines, 'LIM-07')).toMatchObject({ must: 1, mustNot: 0 });
  });
  test('exactly the amount must not raise', () => {
    const late = { ...U, late: true };
    expect(idsOf(run(order, readings, { exact: late, gain: U }))).toEqual(['ALR-02', 'LIM-06']);
  });
  test('more than the amount must', () => {
    expect(idsOf(run(order, readings, {}))).toEqual(['ALR-01', 'LIM-06']);
  });
  test('a loss under a gain rule must not', () => {
    const falling = [kg('first', '84.0', '2034-12-31T21:00'), kg('loss', '80.0', '2034-12-31T23:30')];
    expect(countsOf(run(order, falling, {}), 'LIM-07')).toMatchObject({ mustNot: 1, broken: 0 });
    expect(idsOf(run(order, falling, { loss: { ...U, interpretation: ['D'] } }))).toEqual(['ALR-02', 'LIM-07']);
  });
  test('two rules crossed by one reading make one item', () => {
    const two: OrderInput = {
      measure: 'weight',
      rules: [change('gain', '1', 'kg', '1 d'), change('gain', '2', 'kg', '7 d')],
    };
    const pair = [kg('first', '80.0', '2034-12-31T21:00'), kg('gain', '83.0', '2034-12-31T23:30')];
    expect(idsOf(run(two, pair, { gain: U }))).toEqual([]);
    expect(idsOf(run(two, pair, { gain: { ...U, limit: { value: '1', unit: 'kg' } } }))).toEqual([]);
    expect(idsOf(run(two, pair, { gain: { ...U, limit: { value: '3', unit: 'kg' } } }))).toContain('ALR-03');
  });
});

describe('RDG-07 and RDG-08: units', () => {
  test('10.0 mmol/L is not over 180 mg/dL, 10.1 is', () => {
    const readings: ReadingInput[] = [
      { name: 'equal', value: '10.0', unit: 'mmol/L' },
      { name: 'above', value: '10.1', unit: 'mmol/L' },
    ];
    const met = run({}, readings, { above: H });
    expect(idsOf(met)).toEqual([]);
    expect(countsOf(met, 'RDG-07')).toMatchObject({ must: 1, mustNot: 1 });
    expect(idsOf(run({}, readings, { above: H, equal: H }))).toEqual(['RDG-07']);
    expect(idsOf(run({}, readings, {}))).toContain('RDG-07');
    expect(idsOf(run({}, readings, { above: { value: { value: '182', unit: 'mg/dL' } } }))).toContain('RDG-07');
  });
  test('pounds under a limit in kilograms', () => {
    const order: OrderInput = { measure: 'weight', limits: [reference(undefined, '95')] };
    const readings: ReadingInput[] = [
      { name: 'under', value: '209.5', unit: '[lb_av]' },
      { name: 'over', value: '209.7', unit: '[lb_av]' },
    ];
    const over: Partial<InboxItem> = { limit: { value: '95', unit: 'kg' } };
    expect(idsOf(run(order, readings, { over }))).toEqual([]);
    expect(idsOf(run(order, readings, { over, under: over }))).toEqual(['RDG-08']);
    expect(idsOf(run(order, readings, {}))).toContain('RDG-08');
  });
});

const underVersions = (at: string, item: Partial<InboxItem> | undefined, value = '180') => {
  const b = new HistoryBuilder();
  const first = b.order({ limits: [reference(undefined, '160')] });
  b.grant();
  b.advance('2035-01-01T12:00:00Z');
  b.changeOrder({ limits: [reference(undefined, '200')], from: '2035-01-01T12:00:00Z' });
  b.advance('2035-01-01T14:00:00Z');
  const reading = b.reading({ name: 'r', value, at });
  b.wait(40);
  if (item !== undefined) b.seen(makeItem(reading, first, 'i', { submitted: '2035-01-01T14:00:00Z', ...item }));
  return b.drain();
};

describe('ORD-08 and LIM-12: versions', () => {
  const old: Partial<InboxItem> = { limit: { value: '160', unit: 'mg/dL' }, late: true };
  test('measured before the change it meets the old limit', () => {
    const lines = underVersions('2035-01-01T11:00:00Z', old);
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'LIM-12')).toMatchObject({ must: 1 });
  });
  test('judged by the new limit it goes missing, and LIM-12 breaks', () => {
    expect(idsOf(underVersions('2035-01-01T11:00:00Z', undefined))).toContain('LIM-12');
  });
  test('the new limit named for the old breaks it too', () => {
    const wrong = { ...old, limit: { value: '200', unit: 'mg/dL' }, limitFrom: '2035-01-01T12:00:00Z' };
    expect(idsOf(underVersions('2035-01-01T11:00:00Z', wrong))).toEqual(['ALR-03', 'LIM-04', 'LIM-12']);
  });
  test('late but after the change it meets the new limit', () => {
    expect(idsOf(underVersions('2035-01-01T13:00:00Z', undefined))).toEqual([]);
    expect(idsOf(underVersions('2035-01-01T13:00:00Z', old))).toContain('LIM-12');
  });
  test('measured after the change and in time it is ORD-08', () => {
    expect(countsOf(underVersions('2035-01-01T14:00:00Z', undefined), 'ORD-08')).toMatchObject({
      mustNot: 1,
      broken: 0,
    });
    expect(idsOf(underVersions('2035-01-01T14:00:00Z', { ...old, late: false }))).toContain('ORD-08');
    expect(idsOf(underVersions('2035-01-01T14:00:00Z', undefined, '201'))).toContain('ORD-08');
  });
});

const longAgo = (at: string, item: boolean) => {
  const b = new HistoryBuilder();
  const order = b.order({ start: '2034-12-20T00:00:00Z' });
  b.grant();
  const reading = b.reading({ name: 'r', value: '250', at });
  b.wait(40);
  if (item) b.seen(makeItem(reading, order, 'i', { late: true, submitted: b.wall() }));
  return b.drain();
};

describe('what is effective more than seven days before', () => {
  test('raises nothing', () => {
    expect(idsOf(longAgo('2034-12-24T00:00:00Z', false))).toEqual([]);
    expect(idsOf(longAgo('2034-12-24T00:00:00Z', true))).toContain('ALR-02');
  });
  test('six days raise a late item', () => {
    expect(idsOf(longAgo('2034-12-26T00:00:00Z', true))).toEqual([]);
    expect(idsOf(longAgo('2034-12-26T00:00:00Z', false))).toContain('ALR-01');
  });
  test('within a second of seven days either is right', () => {
    expect(idsOf(longAgo('2034-12-25T00:00:00Z', true))).toEqual([]);
    expect(idsOf(longAgo('2034-12-25T00:00:00Z', false))).toEqual([]);
  });
});

describe('several orders', () => {
  test('each is evaluated by itself', () => {
    const b = new HistoryBuilder();
    const one = b.order({ name: 'one', limits: [reference(undefined, '160')] });
    b.order({ name: 'two', limits: [reference(undefined, '200')] });
    b.grant();
    const reading = b.reading({ name: 'r', value: '180' });
    b.wait(40).seen(makeItem(reading, one, 'i', { limit: { value: '160', unit: 'mg/dL' } }));
    expect(idsOf(b.drain())).toEqual([]);
  });
  test('ORD-03: the same value of two patients, by their own limits', () => {
    const b = new HistoryBuilder();
    const one = b.order({ name: 'one', patient: 'p1', limits: [reference(undefined, '160')] });
    const two = b.order({ name: 'two', patient: 'p2', limits: [reference(undefined, '200')] });
    b.grant('glucose', 'p1');
    b.grant('glucose', 'p2');
    const first = b.reading({ name: 'r1', value: '180' });
    b.wait(40).seen(makeItem(first, one, 'i1', { limit: { value: '160', unit: 'mg/dL' } }));
    const second = b.reading({ name: 'r2', value: '180', patient: 'p2' });
    b.wait(40).seen(makeItem(second, two, 'i2', { limit: { value: '160', unit: 'mg/dL' } }));
    const lines = b.drain();
    expect(idsOf(lines)).toEqual(['ALR-02', 'LIM-01', 'LIM-05', 'ORD-03']);
    expect(countsOf(lines, 'ORD-03')).toMatchObject({ must: 1, mustNot: 1, broken: 1 });
  });
});
