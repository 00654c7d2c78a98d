import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../../contract/domain/index.ts';
import type { Content } from '../course/filing.ts';
import { itemId, makeItem, makeOrder, makeReading, reference } from '../history-builder.test-helper.ts';
import type { OrderVersion } from '../course/version.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import { evaluateLimits } from '../rules/limits.ts';
import { instant } from '../time/instant.ts';
import { exactly } from '../time/span.ts';
import type { SummaryFigures } from '../waiting/summary.ts';
import { dueFlawsOf } from './due-content.ts';
import type { DueDemand, DueSubject } from './due-demand.ts';

const ORDER = makeOrder({ limits: [reference('70', '180')] });
const RECORD = { ops: [{ act: { order: ORDER } }] } as unknown as OrderRecord;
const DUE = '2035-01-01T02:00:00Z';
const demand = (subject: DueSubject, change: Partial<DueDemand> = {}): DueDemand =>
  ({ order: RECORD, subject, due: exactly(instant(DUE)), late: undefined, ...change }) as unknown as DueDemand;
const text = (item: InboxItem, of: DueDemand, originals: readonly string[] = []): string[] =>
  dueFlawsOf(item, of, new Set(originals)).map((f) => `${f.kind} ${f.field}: ${f.expected}, not ${f.shown}`);

const READING = makeReading({ name: 'r', value: '310', at: '2035-01-01T00:00:00Z' });
const gone = (...fields: (keyof InboxItem)[]): Partial<InboxItem> =>
  Object.fromEntries(fields.map((f) => [f, undefined])) as Partial<InboxItem>;

describe('an item on missing data', () => {
  const good: InboxItem = {
    ...makeItem(READING, ORDER, 'i', { kind: 'missing', rule: 'missing', priority: 'routine', due: DUE }),
    ...gone('reading', 'value', 'effective', 'limit', 'limitFrom', 'late', 'submitted'),
    interpretation: [],
  };
  const flaws = (change: Partial<InboxItem>, of: Partial<DueDemand> = {}): string[] =>
    text({ ...good, ...change }, demand({ family: 'missing' }, of));
  const range = { due: { low: instant(DUE), high: instant('2035-01-01T02:00:01Z') } };
  test.each<[string, string[], Partial<InboxItem>, Partial<DueDemand>?]>([
    ['that says all rightly', [], {}],
    ['in another zone', [], { due: '2035-01-01T11:00:00+09:00' }],
    ['that leaves out when it was due', [`missing due: 2035-01-01T02:00:00.000Z, not nothing`], gone('due')],
    [
      'due earlier',
      ['wrong due: 2035-01-01T02:00:00.000Z, not 2035-01-01T01:59:59.999Z'],
      { due: '2035-01-01T01:59:59.999Z' },
    ],
    [
      'due later',
      ['wrong due: 2035-01-01T02:00:00.000Z, not 2035-01-01T02:00:00.001Z'],
      { due: '2035-01-01T02:00:00.001Z' },
    ],
    ['due at no instant', ['wrong due: 2035-01-01T02:00:00.000Z, not soon'], { due: 'soon' }],
    ['due at the first of several instants', [], {}, range],
    ['due at the last of several instants', [], { due: '2035-01-01T02:00:01Z' }, range],
    [
      'due after all of them',
      ['wrong due: 2035-01-01T02:00:00.000Z, not 2035-01-01T02:00:02Z'],
      { due: '2035-01-01T02:00:02Z' },
      range,
    ],
    ['that is late', ['wrong late: false, not true'], { late: true }],
    ['that is not late', [], { late: false }],
    ['of another kind', ['wrong kind: missing, not summary'], { kind: 'summary' }],
    ['without its measure', ['missing measure: glucose, not nothing'], gone('measure')],
    ['of another measure', ['wrong measure: glucose, not weight'], { measure: 'weight' }],
    ['without a priority', [], gone('priority')],
    ['of another priority', ['wrong priority: routine, not stat'], { priority: 'stat' }],
  ])('%s', (_name, expected, change, of) => {
    expect(flaws(change, of)).toEqual(expected);
  });
  test('of an order that nobody placed has no measure to say', () => {
    const of = { order: { ops: [] } as unknown as OrderRecord };
    expect(flaws(gone('measure'), of)).toEqual(['missing measure: , not nothing']);
    expect(flaws({}, of)).toEqual(['wrong measure: , not glucose']);
  });
});

describe('a copy', () => {
  const version = {
    op: { seq: 1 },
    order: makeOrder({ limits: [reference('70', '180'), { tier: 'critical', high: '300' }] }),
    from: exactly(instant('2034-12-31T20:00:00Z')),
  } as unknown as OrderVersion;
  const subject: DueSubject = {
    family: 'escalation',
    step: 1,
    readings: new Set(),
    contents: [{ reading: READING } as unknown as Content],
    evaluations: [evaluateLimits(READING, version)],
  };
  const good = makeItem(READING, ORDER, 'c', {
    kind: 'critical',
    interpretation: ['HH'],
    limit: { value: '300', unit: 'mg/dL' },
    priority: 'stat',
    step: 1,
    copyOf: itemId('i'),
    routedAs: 'escalated',
  });
  const ORIGINAL = `${itemId('i').system}|i`;
  const flaws = (
    change: Partial<InboxItem>,
    of: Partial<DueDemand> = { late: 'no' },
    originals = [ORIGINAL],
  ): string[] => text({ ...good, ...change }, demand(subject, of), originals);
  test.each<[string, string[], Partial<InboxItem>]>([
    ['that says all rightly', [], {}],
    ['without its step', ['missing step: 1, not nothing'], gone('step')],
    ['of another step', ['wrong step: 1, not 2'], { step: 2 }],
    ['that does not say of which item', ['missing copyOf: i, not nothing'], gone('copyOf')],
    ['of another item', ['wrong copyOf: i, not j'], { copyOf: itemId('j') }],
    ['that does not say why it was routed', ['missing routedAs: escalated, not nothing'], gone('routedAs')],
    ['routed otherwise', ['wrong routedAs: escalated, not responsible'], { routedAs: 'responsible' }],
    [
      'of another time',
      ['wrong effective: 2035-01-01T00:00:00Z, not 2035-01-01T00:00:01Z'],
      { effective: '2035-01-01T00:00:01Z' },
    ],
    ['of another value', ['wrong value: 310 mg/dL, not 311 mg/dL'], { value: { value: '311', unit: 'mg/dL' } }],
    ['of another limit', ['wrong limit: 300 mg/dL, not 301 mg/dL'], { limit: { value: '301', unit: 'mg/dL' } }],
    ['of another direction', ['wrong interpretation: HH, not LL'], { interpretation: ['LL'] }],
    ['that says it is late', ['wrong late: false, not true'], { late: true }],
    [
      'done, of another time, value and limit',
      [],
      {
        status: 'done',
        effective: '2035-01-01T00:00:01Z',
        value: { value: '311', unit: 'mg/dL' },
        limit: { value: '301', unit: 'mg/dL' },
      },
    ],
    ['withdrawn, of another value', [], { status: 'withdrawn', value: { value: '311', unit: 'mg/dL' } }],
    [
      'seen, of another value',
      ['wrong value: 310 mg/dL, not 311 mg/dL'],
      { status: 'seen', value: { value: '311', unit: 'mg/dL' } },
    ],
    [
      'of another kind',
      ['wrong kind: critical, not abnormal', 'wrong priority: urgent, not stat'],
      { kind: 'abnormal' },
    ],
  ])('%s', (_name, expected, change) => {
    expect(flaws(change)).toEqual(expected);
  });
  test('of one of several items', () => {
    const both = [ORIGINAL, `${itemId('j').system}|j`];
    expect(flaws({ copyOf: itemId('j') }, undefined, both)).toEqual([]);
    expect(flaws({ copyOf: itemId('k') }, undefined, both)).toEqual(['wrong copyOf: i or j, not k']);
    expect(flaws(gone('copyOf'), undefined, both)).toEqual(['missing copyOf: i or j, not nothing']);
  });
  test('is late as its first is', () => {
    expect(flaws({ late: true }, { late: 'yes' })).toEqual([]);
    expect(flaws({ late: false }, { late: 'yes' })).toEqual(['wrong late: true, not false']);
    expect(flaws({ late: true }, { late: 'maybe' })).toEqual([]);
    expect(flaws({ late: true }, {})).toEqual([]);
  });
  test('goes by what calls for it, and by nothing that does not', () => {
    const normal = { ...version, order: makeOrder({ limits: [reference('70', '400')], from: '2034-12-31T23:00:00Z' }) };
    const evaluations = [
      evaluateLimits(READING, { ...normal, from: exactly(instant('2034-12-31T23:00:00Z')) }),
      ...subject.evaluations,
    ];
    const either = demand({ ...subject, evaluations }, { late: 'no' });
    expect(text(good, either, [ORIGINAL])).toEqual([]);
    expect(
      text({ ...good, limit: { value: '400', unit: 'mg/dL' }, limitFrom: '2034-12-31T23:00:00Z' }, either, [ORIGINAL]),
    ).toEqual([
      'wrong limit: 300 mg/dL, not 400 mg/dL',
      'wrong limitFrom: 31 December 2034 20:00 +00:00, not 2034-12-31T23:00:00Z',
    ]);
  });
  test('tells instants where its reading was measured', () => {
    const there = { ...READING, effective: '2034-12-31T19:00:00-05:00' };
    const of = demand({ ...subject, contents: [{ reading: there } as unknown as Content] }, { late: 'no' });
    expect(text({ ...good, ...gone('limitFrom') }, of, [ORIGINAL])).toEqual([
      'missing limitFrom: 31 December 2034 15:00 -05:00, not nothing',
    ]);
  });
});

describe('a summary', () => {
  const FIGURES: SummaryFigures = { count: 3, abnormal: 1, critical: 2, min: '100', max: '200', mean: '150' };
  const [start, end] = ['2035-01-01T00:00:00Z', '2035-01-02T00:00:00Z'];
  const subject = (change: Partial<Extract<DueSubject, { family: 'summary' }>> = {}): DueSubject => ({
    family: 'summary',
    start: instant(start),
    end: instant(end),
    figures: [FIGURES],
    units: ['mg/dL'],
    ...change,
  });
  const mgDl = (value: string) => ({ value, unit: 'mg/dL' as const });
  const figures = {
    period: { start, end },
    abnormalCount: 1,
    criticalCount: 2,
    min: mgDl('100'),
    max: mgDl('200.0'),
    mean: mgDl('150'),
  };
  const good: InboxItem = {
    ...makeItem(READING, ORDER, 's', {
      kind: 'summary',
      rule: 'summary',
      priority: 'routine',
      count: 3,
      summary: figures,
    }),
    ...gone('reading', 'value', 'effective', 'limit', 'limitFrom'),
  };
  type Shown = Partial<Record<keyof typeof figures, unknown>>;
  const flaws = (change: Shown, item: Partial<InboxItem> = {}, of: DueSubject = subject()): string[] =>
    text({ ...good, summary: { ...figures, ...change } as InboxItem['summary'], ...item }, demand(of));
  const PERIOD = '2035-01-01T00:00:00.000Z to 2035-01-02T00:00:00.000Z';
  test.each<[string, string[], Shown, Partial<InboxItem>?]>([
    ['that says all rightly', [], {}],
    ['without its count', ['missing count: 3, not nothing'], {}, gone('count')],
    ['of another count', ['wrong count: 3, not 4'], {}, { count: 4 }],
    ['that is late', ['wrong late: false, not true'], {}, { late: true }],
    ['that is not late', [], {}, { late: false }],
    ['without figures', [`missing period: ${PERIOD}, not nothing`], {}, gone('summary')],
    [
      'from another start',
      [`wrong period: ${PERIOD}, not 2035-01-01T00:00:01Z to ${end}`],
      { period: { start: '2035-01-01T00:00:01Z', end } },
    ],
    [
      'to another end',
      [`wrong period: ${PERIOD}, not ${start} to 2035-01-02T00:00:01Z`],
      { period: { start, end: '2035-01-02T00:00:01Z' } },
    ],
    ['without the abnormal ones', ['missing abnormalCount: 1, not nothing'], { abnormalCount: undefined }],
    ['of other abnormal ones', ['wrong abnormalCount: 1, not 0'], { abnormalCount: 0 }],
    ['without the critical ones', ['missing criticalCount: 2, not nothing'], { criticalCount: undefined }],
    ['of other critical ones', ['wrong criticalCount: 2, not 1'], { criticalCount: 1 }],
    ['without the least', ['missing min: 100 mg/dL, not nothing'], { min: undefined }],
    ['of another least', ['wrong min: 100 mg/dL, not 101 mg/dL'], { min: mgDl('101') }],
    ['without the greatest', ['missing max: 200 mg/dL, not nothing'], { max: undefined }],
    ['of another greatest', ['wrong max: 200 mg/dL, not 201 mg/dL'], { max: mgDl('201') }],
    ['of another mean', ['wrong mean: 150 mg/dL, not 151 mg/dL'], { mean: mgDl('151') }],
    ['of another unit', ['wrong mean: 150 mg/dL, not 150 mmol/L'], { mean: { value: '150', unit: 'mmol/L' } }],
    ['of no number', ['wrong mean: 150 mg/dL, not much mg/dL'], { mean: mgDl('much') }],
    ['of another kind', ['wrong kind: summary, not missing'], {}, { kind: 'missing' }],
  ])('%s', (_name, expected, change, item) => {
    expect(flaws(change, item)).toEqual(expected);
  });
  test('of no number says none', () => {
    const none = subject({
      figures: [{ count: 3, abnormal: 1, critical: 2, min: undefined, max: undefined, mean: undefined }],
    });
    expect(flaws({ min: undefined, max: undefined, mean: undefined }, {}, none)).toEqual([]);
    expect(flaws({ max: undefined, mean: undefined }, {}, none)).toEqual(['wrong min: none, not 100 mg/dL']);
  });
  test('that can be one of several', () => {
    const two = subject({ figures: [FIGURES, { ...FIGURES, count: 4, mean: '160' }], units: ['mg/dL', 'mmol/L'] });
    expect(flaws({ mean: { value: '160', unit: 'mmol/L' } }, { count: 4 }, two)).toEqual([]);
    expect(flaws({ mean: mgDl('170') }, { count: 5 }, two)).toEqual([
      'wrong count: 3 or 4, not 5',
      'wrong mean: 150 mg/dL or mmol/L or 160 mg/dL or mmol/L, not 170 mg/dL',
    ]);
    expect(flaws({ mean: undefined }, gone('count'), two)).toEqual([
      'missing count: 3 or 4, not nothing',
      'missing mean: 150 mg/dL or mmol/L or 160 mg/dL or mmol/L, not nothing',
    ]);
  });
});
