import { describe, expect, test } from 'vitest';
import type { InboxItem, MealContext, Reading } from '../../../contract/domain/index.ts';
import {
  HistoryBuilder,
  itemId,
  makeItem,
  makeOrder,
  patientId,
  type ReadingInput,
} from '../history-builder.test-helper.ts';
import { understood } from '../understood.test-helper.ts';
import type { Demand } from './demand.ts';
import { flawsOf } from './content.ts';

const demandFor = (input: ReadingInput): Demand => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  b.reading(input);
  const [demand] = understood(b.lines).demands;
  if (demand === undefined) throw new Error('no demand');
  return demand;
};
const AT = '2034-12-31T23:59:00-00:00';
const demand = demandFor({ name: 'r', value: '212', at: '2034-12-31T23:59:00Z' });
const good = makeItem(demand.filing.reading, makeOrder(), 'i');
const flaws = (change: Partial<InboxItem>, of = demand): string[] =>
  flawsOf({ ...good, ...change }, of).map((f) => `${f.kind} ${f.field}`);
const without = (...fields: (keyof InboxItem)[]): Partial<InboxItem> =>
  Object.fromEntries(fields.map((f) => [f, undefined])) as Partial<InboxItem>;

test('an item that says everything rightly has no flaw', () => {
  expect(flaws({})).toEqual([]);
});

describe('freedom that is no flaw', () => {
  test.each<[string, Partial<InboxItem>]>([
    ['other digits of the same number', { value: { value: '212.0', unit: 'mg/dL' } }],
    ['the same instant in another zone', { effective: '2035-01-01T08:59:00+09:00' }],
    ['the limit with zeros', { limit: { value: '180.00', unit: 'mg/dL' } }],
    ['nothing about lateness of what is not late', without('late')],
    ['no priority', without('priority')],
    ['another identifier and version', { identifier: itemId('x'), version: 7 }],
  ])('%s', (_name, change) => {
    expect(flaws(change)).toEqual([]);
  });
});

describe('what is wrong', () => {
  test.each<[string, Partial<InboxItem>]>([
    ['wrong patient', { patient: patientId('p2') }],
    ['wrong measure', { measure: 'weight' }],
    ['wrong value', { value: { value: '213', unit: 'mg/dL' } }],
    ['wrong value', { value: { value: '212', unit: 'mmol/L' } }],
    ['wrong value', { value: { value: 'high', unit: 'mg/dL' } }],
    ['wrong effective', { effective: '2034-12-31T23:58:00Z' }],
    ['wrong limit', { limit: { value: '160', unit: 'mg/dL' } }],
    ['wrong limit', { limit: { value: '180', unit: 'mmol/L' } }],
    ['wrong limitFrom', { limitFrom: '2034-12-31T21:00:00Z' }],
    ['wrong interpretation', { interpretation: ['HH'] }],
    ['wrong interpretation', { interpretation: ['H', 'L'] }],
    ['wrong late', { late: true }],
    ['wrong priority', { priority: 'routine' }],
  ])('%s: %j', (flaw, change) => {
    expect(flaws(change)).toEqual([flaw]);
  });
  test('a wrong kind', () => {
    expect(flaws({ kind: 'critical', priority: 'stat' })).toEqual(['wrong kind']);
  });
});

describe('the meal context of an item', () => {
  const { filing } = demand;
  const of = (...contexts: readonly (MealContext | undefined)[]): Demand => {
    const [mealContext, ...furtherContexts] = contexts;
    const { mealContext: _m, furtherContexts: _f, ...bare } = filing.reading;
    const reading: Reading = { ...bare, ...(mealContext === undefined ? {} : { mealContext }) };
    const further = furtherContexts.flatMap((c) => c ?? []);
    const whole = further.length === 0 ? reading : { ...reading, furtherContexts: further };
    const content = (c: Demand['filing']['contents'][number]) => ({ ...c, reading: whole });
    return {
      ...demand,
      evaluations: demand.evaluations,
      filing: { ...filing, reading: whole, contents: filing.contents.map(content) },
      items: demand.items.map((i) => ({ ...i, content: content(i.content) })),
    };
  };
  test.each<[string, Demand, MealContext | undefined, string[]]>([
    ['is that of its reading', of('fasting'), 'fasting', []],
    ['need not be stated', of('fasting'), undefined, []],
    ['is no other', of('fasting'), 'bedtime', ['wrong context']],
    ['is none where its reading has none', of(), 'fasting', ['wrong context']],
    ['is the one of two', of('fasting', 'casual'), 'fasting', []],
    ['is the other of two', of('fasting', 'casual'), 'casual', []],
    ['is not a third', of('fasting', 'casual'), 'bedtime', ['wrong context']],
  ])('%s', (_name, of_, context, expected) =>
    expect(flaws(context === undefined ? {} : { context }, of_)).toEqual(expected),
  );
});

describe('what is left out', () => {
  test.each(['measure', 'value', 'effective', 'limit', 'limitFrom', 'interpretation'] as const)('%s', (field) => {
    const change = field === 'interpretation' ? { interpretation: [] } : without(field);
    expect(flaws(change)).toEqual([`missing ${field}`]);
  });
});

describe('lateness', () => {
  const late = demandFor({ name: 'r', value: '212', at: '2034-12-31T22:00:00Z' });
  const about = { reading: late.filing.reading.identifier, effective: '2034-12-31T22:00:00Z' };
  test('must be said, with the time of submission', () => {
    expect(flaws({ ...about, late: true }, late)).toEqual([]);
    expect(flaws({ ...about, late: false }, late)).toEqual(['wrong late']);
    expect(flaws({ ...about, ...without('late', 'submitted') }, late)).toEqual(['missing late', 'missing submitted']);
  });
  test('within a second of the hour either is right', () => {
    const edge = demandFor({ name: 'r', value: '212', at: '2034-12-31T23:00:00Z' });
    expect(edge.late).toBe('maybe');
    expect(flaws({ ...about, effective: '2034-12-31T23:00:00Z', late: true }, edge)).toEqual([]);
  });
});

test('the helper reads no offset as none', () => {
  expect(flaws({ effective: AT.replace('-00:00', '') })).toEqual(['wrong effective']);
});
