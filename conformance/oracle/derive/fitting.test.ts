import { describe, expect, test } from 'vitest';
import { type InboxItem, keyOf } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import { makeItem, makeOrder, makeReading, orderId, patientId, readingId } from '../history-builder.test-helper.ts';
import type { Demand } from '../items/demand.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { matchItems } from './item-matching.ts';
import type { PatientCase } from './world.ts';

const R = keyOf(readingId('r'));
const raised = (kind: string, interpretation: readonly string[], members: readonly string[] = []): RaisedItem =>
  ({ kind, interpretation, members: members.map((m) => keyOf(readingId(m))) }) as unknown as RaisedItem;
interface Named extends Partial<Demand> {
  readonly name: string;
}
const demand = (name: string, items: readonly RaisedItem[], change: Partial<Demand> = {}): Demand & Named =>
  ({
    name,
    level: items.length > 0 ? 'must' : 'must-not',
    order: { key: keyOf(orderId()) },
    filing: { keys: new Set([R, 'alias']) },
    family: 'limits',
    items,
    most: items.length,
    nameOf: (key: string) => key.replace('other-', ''),
    ...change,
  }) as unknown as Demand & Named;
const item = (name: string, change: Partial<InboxItem> = {}, by = 10): ObservedItem =>
  ({
    key: name,
    first: { by },
    latest: makeItem(makeReading({ name: 'r', value: '212' }), makeOrder(), name, change),
  }) as unknown as ObservedItem;
const patient = (demands: readonly Demand[], items: readonly ObservedItem[]): PatientCase =>
  ({
    record: { key: keyOf(patientId()), items },
    orders: [{ key: keyOf(orderId()) }],
    attempts: [],
    demands,
    measures: [],
  }) as unknown as PatientCase;
/** To which demand each item is put. */
const put = (demands: readonly (Demand & Named)[], ...items: readonly ObservedItem[]): string[] => {
  const { of, stray, byReading } = matchItems(patient(demands, items));
  return [
    ...demands.flatMap((d) => (of.get(d) ?? []).map((i) => `${i.key} is ${d.name}`)),
    ...[...byReading.values()].flat().map((i) => `${i.key} is of what was refused`),
    ...stray.map(({ item: i }) => `${i.key} is stray`),
  ];
};

describe('of several demands about one reading an item is', () => {
  const [high, low, critical] = [
    demand('high', [raised('abnormal', ['H'])]),
    demand('low', [raised('abnormal', ['L'])]),
    demand('critical', [raised('critical', ['HH'])]),
  ];
  test('the one of its kind and direction', () => {
    expect(put([high, low, critical], item('i', { interpretation: ['L'] }))).toEqual(['i is low']);
    expect(put([high, low, critical], item('i', { kind: 'critical', interpretation: ['>', 'HH'] }))).toEqual([
      'i is critical',
    ]);
    expect(put([low, high], item('i', { interpretation: ['H', '<'] }))).toEqual(['i is high']);
  });
  test('the one of its direction, off the scale or not', () => {
    const lowest = demand('lowest', [raised('critical', ['LL'])]);
    expect(put([lowest, critical], item('i', { kind: 'critical', interpretation: ['>', 'HH'] }))).toEqual([
      'i is critical',
    ]);
  });
  test('the one that has its kind in one of several ways', () => {
    const either = demand('either', [raised('abnormal', ['H']), raised('critical', ['HH'])]);
    const lowest = demand('lowest', [raised('critical', ['LL'])]);
    expect(put([lowest, either], item('i', { kind: 'critical', interpretation: ['HH'] }))).toEqual(['i is either']);
    expect(put([low, either], item('i', { kind: 'critical', interpretation: ['LL'] }))).toEqual(['i is either']);
  });
  test('the one of both directions, in whatever order it names them', () => {
    const both = demand('both', [raised('change', ['U', 'D'])], { family: 'change' });
    const one = demand('one', [raised('change', ['D'])], { family: 'change' });
    const change = (...interpretation: InboxItem['interpretation']): ObservedItem =>
      item('i', { kind: 'change', rule: 'change', interpretation });
    expect(put([one, both], change('D', 'U'))).toEqual(['i is both']);
    expect(put([one, both], change('U', 'D'))).toEqual(['i is both']);
    expect(put([one, both], change('D'))).toEqual(['i is one']);
  });
  test('the next that has room, where one was raised again', () => {
    const again = demand('again', [raised('abnormal', ['H'])]);
    expect(put([high, again], item('a'), item('b', {}, 20))).toEqual(['a is high', 'b is again']);
    expect(put([high, again], item('b', {}, 20), item('a'))).toEqual(['a is high', 'b is again']);
    expect(put([high, again], item('b'), item('a'))).toEqual(['a is high', 'b is again']);
    expect(put([high, again], item('a'), item('b'))).toEqual(['a is high', 'b is again']);
    expect(put([high, again], item('a'), item('b', {}, 20), item('c', {}, 30))).toEqual([
      'a is high',
      'c is high',
      'b is again',
    ]);
    const two = demand('two', [raised('abnormal', ['H'])], { most: 2 });
    expect(put([two, again], item('a'), item('b', {}, 20), item('c', {}, 30))).toEqual([
      'a is two',
      'b is two',
      'c is again',
    ]);
  });
  test('else one of its kind, else the first', () => {
    expect(put([critical, low], item('i', { interpretation: ['H'] }))).toEqual(['i is low']);
    expect(put([low, critical], item('i', { kind: 'change', interpretation: ['U'] }))).toEqual(['i is low']);
  });
  test('of repeated ones the one whose members it shows', () => {
    const repeated = (name: string, ...members: string[]): Demand & Named =>
      demand(name, [raised('abnormal', ['H'], members)], { family: 'repeated' });
    const [ab, ac] = [repeated('ab', 'a', 'b'), repeated('ac', 'a', 'c')];
    const showing = (...names: string[]): ObservedItem =>
      item('i', { rule: 'repeated', ...(names.length === 0 ? {} : { readings: names.map(readingId) }) });
    expect(put([ab, ac], showing('c', 'a'))).toEqual(['i is ac']);
    expect(put([ab, ac], showing('other-c', 'a'))).toEqual(['i is ac']);
    expect(put([ab, ac], showing('a', 'b'))).toEqual(['i is ab']);
    expect(put([ab, ac], showing('a'))).toEqual(['i is ab']);
    expect(put([ab, ac], showing('a', 'c', 'd'))).toEqual(['i is ab']);
    expect(put([ab, ac], showing())).toEqual(['i is ab']);
    expect(put([repeated('abc', 'a', 'b', 'c'), ab], showing('a', 'b'))).toEqual(['i is ab']);
    const members = (...names: string[]): RaisedItem => raised('abnormal', ['H'], names);
    const either = demand('either', [members('a', 'b'), members('a', 'c')], { family: 'repeated' });
    expect(put([repeated('ad', 'a', 'd'), either], showing('a', 'c'))).toEqual(['i is either']);
    const full = repeated('full', 'a', 'c');
    expect(
      put([full, ac], showing('a', 'c'), item('j', { rule: 'repeated', readings: ['a', 'c'].map(readingId) }, 20)),
    ).toEqual(['i is full', 'j is ac']);
  });
});

describe('an abnormal item that names no rule is', () => {
  const bare = item('i', { rule: undefined });
  const [limits, none] = [demand('limits', [raised('abnormal', ['H'])]), demand('none', [])];
  const repeated = demand('repeated', [raised('abnormal', ['H'])], { family: 'repeated' });
  const nothing = demand('nothing', [], { family: 'repeated' });
  test('of the limits, where they call for one', () => {
    expect(put([limits, repeated], bare)).toEqual(['i is limits']);
  });
  test('of repeated readings, where they alone do', () => {
    expect(put([none, repeated], bare)).toEqual(['i is repeated']);
  });
  test('of the limits, where one of several does; of repeated readings, where one of several does', () => {
    expect(put([limits, none, repeated], bare)).toEqual(['i is limits']);
    expect(put([none, nothing, repeated], bare)).toEqual(['i is repeated']);
  });
  test('of the limits, where neither does', () => {
    expect(put([none, nothing], bare)).toEqual(['i is none']);
  });
  test('not if it names its rule, or is of another kind', () => {
    expect(put([none, repeated], item('i'))).toEqual(['i is none']);
    expect(put([none, repeated], item('i', { rule: undefined, kind: 'critical' }))).toEqual(['i is none']);
  });
});

describe('an item is astray', () => {
  const high = demand('high', [raised('abnormal', ['H'])]);
  test.each<[string, Partial<InboxItem>]>([
    ['of another order', { order: orderId('o2') }],
    ['of another rule', { rule: 'change' }],
    ['of a rule there is none of', { rule: 'weather' as never }],
    ['about another reading', { reading: readingId('q') }],
    ['about none', { reading: undefined }],
  ])('%s', (_name, change) => {
    expect(put([high], item('i', change))).toEqual(['i is stray']);
  });
  test('not under another name of its reading', () => {
    const alias = demand('alias', [raised('abnormal', ['H'])], { filing: { keys: new Set(['x', R]) } as never });
    expect(put([alias], item('i'))).toEqual(['i is alias']);
  });
});

test('without any item nothing is put anywhere', () => {
  const { of, ofDue, byReading, stray } = matchItems(patient([], []));
  expect([of.size, ofDue.size, byReading.size, stray.length]).toEqual([0, 0, 0, 0]);
});

test('an item on missing data that nothing calls for is astray', () => {
  const missing = item('m', { kind: 'missing', rule: 'missing' });
  expect(matchItems(patient([], [missing, item('a')])).stray.map(({ item: i }) => i.key)).toEqual(['a', 'm']);
});
