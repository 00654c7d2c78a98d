import { describe, expect, test } from 'vitest';
import type { InboxItem, Reading } from '../../../contract/domain/index.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import type { OrderVersion } from '../course/version.ts';
import { makeItem, makeOrder, makeReading, patientId, readingId } from '../history-builder.test-helper.ts';
import type { Call, Evaluation } from '../rules/evaluation.ts';
import { instant } from '../time/instant.ts';
import { exactly, type Span } from '../time/span.ts';
import { flawsOf, priorityOf } from './content.ts';
import type { Demand } from './demand.ts';

const AT = '2035-01-01T00:00:00Z';
const SINCE = '2034-12-31T20:00:00Z';
const reading = (value = '212', effective = AT): Reading => ({ ...makeReading({ name: 'r', value, at: effective }) });
const CALL = {
  kind: 'abnormal',
  interpretation: ['H'],
  mayAlso: [],
  limits: [{ value: '180', unit: 'mg/dL' }],
  baselines: [],
} as unknown as Call;
const evaluation = (
  call: Partial<Call> | undefined,
  from: Span | 'none' = exactly(instant(SINCE)),
  said?: string,
): Evaluation =>
  ({
    call: call === undefined ? undefined : { ...CALL, ...call },
    version:
      from === 'none'
        ? undefined
        : ({
            op: { seq: 1 },
            order: makeOrder(said === undefined ? {} : { from: said }),
            from,
            byAcceptance: from.low !== from.high,
          } as unknown as OrderVersion),
  }) as unknown as Evaluation;

interface Of {
  readonly evaluations?: readonly Evaluation[];
  readonly contents?: readonly Reading[];
  readonly own?: readonly Reading[];
  /** Of each of its items, or of all of them. */
  readonly updates?: number | readonly number[];
  readonly digest?: boolean | 'first';
  readonly late?: Demand['late'];
  readonly upToDate?: boolean;
}
const demand = ({
  evaluations = [evaluation({})],
  contents = [reading()],
  own = [],
  updates = 0,
  digest = false,
  late = 'no',
}: Of): Demand =>
  ({
    family: 'limits',
    filing: { reading: contents[0], contents: contents.map((r) => ({ reading: r })) },
    evaluations,
    items: own.map(
      (r, i) =>
        ({
          content: { reading: r },
          updates: typeof updates === 'number' ? updates : updates[i],
          digest: digest === true || (digest === 'first' && i === 0) ? {} : undefined,
          members: [],
        }) as unknown as RaisedItem,
    ),
    late,
    nameOf: (key: string) => key,
    readingOf: () => undefined,
  }) as unknown as Demand;
const flaws = (change: Partial<InboxItem>, of: Of = {}): string[] =>
  flawsOf({ ...makeItem(reading(), makeOrder(), 'i'), ...change }, demand(of), of.upToDate).map(
    (f) => `${f.kind} ${f.field}: ${f.expected}, not ${f.shown}`,
  );
const gone = (...fields: (keyof InboxItem)[]): Partial<InboxItem> =>
  Object.fromEntries(fields.map((f) => [f, undefined])) as Partial<InboxItem>;
const mgDl = (value: string) => ({ value, unit: 'mg/dL' as const });

describe('what an item says wrongly, and what it had to say', () => {
  test.each<[string, Partial<InboxItem>]>([
    ['wrong patient: p1, not p2', { patient: patientId('p2') }],
    ['missing measure: glucose, not nothing', gone('measure')],
    ['wrong measure: glucose, not weight', { measure: 'weight' }],
    ['wrong value: 212 mg/dL, not 213 mg/dL', { value: mgDl('213') }],
    ['missing value: 212 mg/dL, not nothing', gone('value')],
    ['wrong effective: 2035-01-01T00:00:00Z, not 2035-01-01T00:00:01Z', { effective: '2035-01-01T00:00:01Z' }],
    ['missing effective: 2035-01-01T00:00:00Z, not nothing', gone('effective')],
    ['wrong limit: 180 mg/dL, not 181 mg/dL', { limit: mgDl('181') }],
    ['missing limit: 180 mg/dL, not nothing', gone('limit')],
    ['missing limitFrom: 31 December 2034 20:00 +00:00, not nothing', gone('limitFrom')],
    ['wrong limitFrom: 31 December 2034 20:00 +00:00, not 2034-12-31T20:00:01Z', { limitFrom: '2034-12-31T20:00:01Z' }],
    ['wrong limitFrom: 31 December 2034 20:00 +00:00, not lately', { limitFrom: 'lately' }],
    ['wrong interpretation: H, not L', { interpretation: ['L'] }],
    ['wrong interpretation: H, not H+L', { interpretation: ['L', 'H'] }],
    ['missing interpretation: H, not nothing', { interpretation: [] }],
    ['wrong kind: abnormal, not change', { kind: 'change' }],
    ['wrong priority: urgent, not stat', { priority: 'stat' }],
    ['wrong late: false, not true', { late: true }],
  ])('%s', (flaw, change) => {
    expect(flaws(change)).toEqual([flaw]);
  });
  test('each kind has its priority', () => {
    expect((['critical', 'abnormal', 'change', 'missing', 'data-quality', 'summary'] as const).map(priorityOf)).toEqual(
      ['stat', 'urgent', 'urgent', 'routine', 'routine', 'routine'],
    );
  });
});

describe('where several are right', () => {
  const two = [
    evaluation({}),
    evaluation({ kind: 'critical', interpretation: ['HH'], limits: [mgDl('200')] as never }, exactly(instant(AT))),
  ];
  test('each of them is', () => {
    expect(flaws({}, { evaluations: two })).toEqual([]);
    expect(
      flaws(
        { kind: 'critical', priority: 'stat', interpretation: ['HH'], limit: mgDl('200'), limitFrom: AT },
        { evaluations: two },
      ),
    ).toEqual([]);
  });
  test('all are told', () => {
    const change: Partial<InboxItem> = {
      kind: 'missing',
      priority: 'routine',
      interpretation: ['L'],
      limit: mgDl('1'),
      limitFrom: 'x',
    };
    expect(flaws(change, { evaluations: two })).toEqual([
      'wrong kind: abnormal or critical, not missing',
      'wrong limit: 180 mg/dL or 200 mg/dL, not 1 mg/dL',
      'wrong limitFrom: 31 December 2034 20:00 +00:00 or 1 January 2035 00:00 +00:00, not x',
      'wrong interpretation: H or HH, not L',
    ]);
    expect(flaws({ kind: 'change' }, { evaluations: [evaluation({}), evaluation(undefined)] })).toEqual([
      'wrong kind: abnormal, not change',
    ]);
    expect(flaws({ ...gone('limit', 'limitFrom'), interpretation: [] }, { evaluations: two })).toEqual([
      'missing limit: 180 mg/dL or 200 mg/dL, not nothing',
      'missing limitFrom: 31 December 2034 20:00 +00:00 or 1 January 2035 00:00 +00:00, not nothing',
      'missing interpretation: H or HH, not nothing',
    ]);
  });
  test('what no version evaluates, or calls for nothing, has no say', () => {
    const more = [evaluation({}), evaluation(undefined), evaluation({}, 'none')];
    expect(
      flaws(gone('limitFrom'), {
        evaluations: [evaluation({}, exactly(instant(SINCE))), evaluation(undefined, exactly(instant(AT)))],
      }),
    ).toEqual(['missing limitFrom: 31 December 2034 20:00 +00:00, not nothing']);
    expect(flaws({}, { evaluations: more })).toEqual([]);
  });
});

describe('since when a limit holds', () => {
  const taken = { low: instant(AT), high: instant('2035-01-01T00:00:02Z') };
  const since = (limitFrom: string, said?: string): number =>
    flaws({ limitFrom }, { evaluations: [evaluation({}, taken, said)] }).length;
  test('any instant at which it can have been accepted', () => {
    expect([AT, '2035-01-01T00:00:01Z', '2035-01-01T00:00:02Z'].map((at) => since(at))).toEqual([0, 0, 0]);
    expect(['2034-12-31T23:59:59.999Z', '2035-01-01T00:00:02.001Z'].map((at) => since(at))).toEqual([1, 1]);
  });
  test('or what the order itself says', () => {
    expect(since(SINCE, SINCE)).toBe(0);
    expect(since(SINCE)).toBe(1);
    expect(since('2034-12-31T20:00:01Z', SINCE)).toBe(1);
  });
});

describe('a direction', () => {
  const shows = (interpretation: InboxItem['interpretation'], call: Partial<Call> = {}): number =>
    flaws({ interpretation }, { evaluations: [evaluation(call)] }).length;
  test('may come with whether the value is off the scale', () => {
    expect(shows(['H', '>'])).toBe(0);
    expect(shows(['<', 'H'])).toBe(0);
    expect(shows(['>'])).toBe(1);
  });
  test('may come with another that some course has, and not without its own', () => {
    const call: Partial<Call> = { interpretation: ['U'], mayAlso: ['U', 'D'] };
    expect(shows(['U', 'D'], call)).toBe(0);
    expect(shows(['D'], call)).toBe(1);
  });
  test('of two that were crossed both are named', () => {
    const call: Partial<Call> = { interpretation: ['U', 'D'], mayAlso: ['U', 'D'] };
    expect(shows(['D', 'U'], call)).toBe(0);
    expect(shows(['U'], call)).toBe(1);
    expect(shows(['D'], call)).toBe(1);
    expect(shows(['U', 'D', 'H'], call)).toBe(1);
  });
  test('is none of what is no measurement', () => {
    expect(shows([], { interpretation: [] })).toBe(0);
    expect(shows(['H'], { interpretation: [] })).toBe(0);
  });
});

describe('a change', () => {
  const baseline = (name: string, delta: bigint, direction: 'gain' | 'loss' = 'gain') => ({
    keys: new Set([keyOf(readingId(name))]),
    direction,
    unit: 'mg/dL',
    delta: { num: delta, den: 1n },
  });
  const of = (change: Partial<InboxItem>, ...baselines: ReturnType<typeof baseline>[]): string[] =>
    flaws(change, { evaluations: [evaluation({ baselines } as unknown as Partial<Call>)] });
  const [A, B] = [baseline('a', 30n), baseline('b', 20n)];
  test.each<[string, string[], Partial<InboxItem>]>([
    ['need not say against what', [], {}],
    ['says against what it was', [], { baseline: readingId('a') }],
    ['by how much', [], { delta: mgDl('20') }],
    ['and both', [], { baseline: readingId('a'), delta: mgDl('30.0') }],
    ['that fit one another', ['wrong delta: 30 mg/dL, not 20 mg/dL'], { baseline: readingId('a'), delta: mgDl('20') }],
    ['not against another', ['wrong baseline: a or b, not c'], { baseline: readingId('c') }],
    ['not by another amount', ['wrong delta: 30 mg/dL or 20 mg/dL, not 25 mg/dL'], { delta: mgDl('25') }],
    [
      'nor in another unit',
      ['wrong delta: 30 mg/dL or 20 mg/dL, not 30 mmol/L'],
      { delta: { value: '30', unit: 'mmol/L' } },
    ],
    ['nor by no number', ['wrong delta: 30 mg/dL or 20 mg/dL, not much mg/dL'], { delta: mgDl('much') }],
    ['a gain is not negative', ['wrong delta: 30 mg/dL or 20 mg/dL, not -30 mg/dL'], { delta: mgDl('-30') }],
  ])('%s', (_name, expected, change) => {
    expect(of(change, A, B)).toEqual(expected);
  });
  test('of a loss may be told as negative', () => {
    const loss = baseline('a', 30n, 'loss');
    expect(of({ delta: mgDl('-30') }, loss)).toEqual([]);
    expect(of({ delta: mgDl('30') }, loss)).toEqual([]);
    expect(of({ delta: mgDl('-31') }, loss)).toHaveLength(1);
    expect(of({ delta: mgDl('x') }, loss)).toHaveLength(1);
  });
  test('against one of several names, in several directions', () => {
    const named = { ...A, keys: new Set(['a', 'z'].map((name) => keyOf(readingId(name)))) };
    expect(of({ baseline: readingId('z') }, named)).toEqual([]);
    expect(of({ baseline: readingId('c') }, named)).toEqual(['wrong baseline: a = z, not c']);
    const evaluations = [evaluation(undefined), evaluation({ baselines: [A] } as unknown as Partial<Call>)];
    expect(flaws({ baseline: readingId('a') }, { evaluations })).toEqual([]);
    expect(flaws({ interpretation: ['H'] }, { evaluations: [evaluation({ interpretation: ['D', 'U'] })] })).toEqual([
      'wrong interpretation: D+U, not H',
    ]);
  });
  test('need not fit what was filed since its item was closed, or looked at', () => {
    const wrongly = { delta: mgDl('99') };
    const evaluations = [evaluation({ baselines: [A] } as unknown as Partial<Call>)];
    const shows = (change: Partial<InboxItem>, more: Of = {}): number =>
      flaws({ ...wrongly, ...change }, { evaluations, own: [reading()], ...more }).length;
    expect([shows({}), shows({ status: 'done' }), shows({ status: 'withdrawn' })]).toEqual([1, 0, 0]);
    expect(shows({}, { updates: 1, upToDate: false })).toBe(0);
  });
  test('where there is none', () => {
    expect(of({ baseline: readingId('a') })).toEqual(['wrong baseline: none, not a']);
    expect(of({ delta: mgDl('1') })).toEqual(['wrong delta: none, not 1 mg/dL']);
  });
});

describe('what the reading says of itself', () => {
  const [before, now] = [reading('212'), reading('220', '2035-01-01T00:01:00Z')];
  const amended: Of = { contents: [before, now], own: [now], updates: 1 };
  const told = { value: mgDl('220'), effective: now.effective };
  test('is what it says last, on an item that is open', () => {
    expect(flaws(told, amended)).toEqual([]);
    expect(flaws({}, amended)).toEqual([
      'wrong value: 220 mg/dL, not 212 mg/dL',
      'wrong effective: 2035-01-01T00:01:00Z, not 2035-01-01T00:00:00Z',
    ]);
  });
  test.each<[string, Partial<InboxItem>, Of]>([
    ['on one that is done', { status: 'done' }, {}],
    ['on one that is withdrawn', { status: 'withdrawn' }, {}],
    ['on one looked at before it was up to date', {}, { upToDate: false }],
    ['on a digest', {}, { digest: true }],
    ['where no course has an item', {}, { own: [] }],
    ['on what is a digest in one of several ways', {}, { own: [now, now], digest: 'first' }],
    ['on one looked at too early in one of several ways', {}, { own: [now, now], updates: [0, 1], upToDate: false }],
  ])('or what it ever said, %s', (_name, change, of) => {
    expect(flaws(change, { ...amended, ...of })).toEqual([]);
    expect(flaws({ ...told, ...change }, { ...amended, ...of })).toEqual([]);
    expect(flaws({ ...change, value: mgDl('230') }, { ...amended, ...of })).toHaveLength(1);
  });
  test('is up to date where nothing was updated', () => {
    expect(flaws({}, { ...amended, updates: 0, upToDate: false })).toHaveLength(2);
  });
  test('and so are limit and since when, unless it was amended and is closed', () => {
    const other = { limit: mgDl('1'), limitFrom: AT };
    expect(flaws({ ...told, ...other, status: 'done' }, amended)).toEqual([]);
    expect(flaws({ ...told, ...other, status: 'seen' }, amended)).toHaveLength(2);
    expect(flaws({ ...other, status: 'done' })).toHaveLength(2);
  });
  test('is no value, where one content has none', () => {
    expect(flaws(gone('value'), { contents: [reading('HI')] })).toEqual([]);
    expect(flaws({}, { contents: [reading('HI')] })).toEqual(['wrong value: none, not 212 mg/dL']);
    expect(flaws({}, { contents: [reading('HI'), reading()] })).toEqual([]);
    expect(flaws(gone('value'), { contents: [reading('HI'), reading()] })).toEqual([]);
  });
  test('is the bound that the meter named, where it did', () => {
    const offScale = (unit: 'mg/dL' | 'mmol/L'): Reading => ({
      ...reading(),
      result: { kind: 'off-scale', direction: 'high', bound: { value: '212', unit } },
    });
    expect(flaws({}, { contents: [offScale('mg/dL')] })).toEqual([]);
    expect(flaws(gone('value'), { contents: [offScale('mg/dL')] })).toEqual([]);
    expect(flaws({}, { contents: [offScale('mmol/L')] })).toEqual(['wrong value: 212 mmol/L, not 212 mg/dL']);
  });
  test('of several each can be shown', () => {
    const both: Of = { own: [before, now] };
    expect([flaws({}, both), flaws(told, both)]).toEqual([[], []]);
    expect(flaws({ value: mgDl('1'), effective: '2035-01-02T00:00:00Z' }, both)).toEqual([
      'wrong value: 212 mg/dL or 220 mg/dL, not 1 mg/dL',
      'wrong effective: 2035-01-01T00:00:00Z or 2035-01-01T00:01:00Z, not 2035-01-02T00:00:00Z',
    ]);
  });
});

describe('what is late says so, and when it came', () => {
  test.each<[string[], Partial<InboxItem>]>([
    [[], { late: true }],
    [['wrong late: true, not false'], { late: false }],
    [['missing late: true, not nothing'], gone('late')],
    [['missing submitted: when the reading was submitted, not nothing'], { late: true, ...gone('submitted') }],
  ])('%j', (expected, change) => {
    expect(flaws(change, { late: 'yes' })).toEqual(expected);
  });
  test('where it is open either is right', () => {
    expect([true, false].map((late) => flaws({ late }, { late: 'maybe' }))).toEqual([[], []]);
  });
});
