import { describe, expect, test } from 'vitest';
import type { OpOptions } from '../history-builder.test-helper.ts';
import {
  HistoryBuilder,
  makeItem,
  makeOrder,
  makeReading,
  patientId,
  type ReadingInput,
} from '../history-builder.test-helper.ts';
import { countsOf, findingsOf, idsOf } from '../judged.test-helper.ts';
import type { WireDefect } from '../../history/lines.ts';

interface GateCase {
  /** What stands before the reading. */
  readonly before: (b: HistoryBuilder) => void;
  readonly reading?: Partial<ReadingInput>;
  readonly defect?: WireDefect;
  readonly code: string;
}

const GATES: Record<string, GateCase> = {
  'ORD-01': { before: (b) => b.grant(), code: 'no-active-order' },
  'ORD-04': { before: (b) => (b.order({ status: 'draft' }), b.grant()), code: 'no-active-order' },
  'ORD-07': {
    before: (b) => (b.order(), b.grant(), b.changeOrder({ status: 'revoked', from: '2034-12-31T23:58:00Z' })),
    code: 'no-active-order',
  },
  'ORD-09': {
    before: (b) => (b.order({ measure: 'weight', limits: [{ tier: 'reference', high: '95' }] }), b.grant()),
    code: 'no-active-order',
  },
  'PRM-01': { before: (b) => b.order(), code: 'no-permission' },
  'PRM-02': { before: (b) => (b.order(), b.grant('weight')), code: 'no-permission' },
  'PRM-03': { before: (b) => (b.order(), b.grant(), b.permission('withdrawn')), code: 'no-permission' },
  'PRM-05': {
    before: (b) => (b.order(), b.grant()),
    defect: { kind: 'sender-of', patient: patientId('p2') },
    code: 'patient-not-authorised',
  },
  'RDG-05': {
    before: (b) => (b.order(), b.grant()),
    defect: { kind: 'time-without-offset' },
    code: 'time-without-offset',
  },
  'RDG-06': {
    before: (b) => (b.order(), b.grant()),
    defect: { kind: 'unknown-unit', unit: 'mgdl' },
    code: 'unknown-unit',
  },
  'RDG-13': { before: (b) => (b.order(), b.grant()), reading: { at: '2035-01-01T01:00:00Z' }, code: 'future-time' },
};

const send = (b: HistoryBuilder, gate: GateCase, options: OpOptions) => {
  const reading = makeReading({ name: 'r', value: '250', at: b.wall(), ...gate.reading });
  b.op(
    { op: 'reading.submit', reading, ...(gate.defect === undefined ? {} : { defect: gate.defect }) },
    { actor: 'gateway', ...options },
  );
  return reading;
};

describe.each(Object.entries(GATES))('%s', (id, gate) => {
  const world = (
    options: OpOptions,
    afterwards: (b: HistoryBuilder, r: ReturnType<typeof send>) => void = () => undefined,
  ) => {
    const b = new HistoryBuilder();
    gate.before(b);
    b.wait(10);
    const reading = send(b, gate, options);
    b.wait(50);
    afterwards(b, reading);
    return b.drain();
  };
  const refusal: OpOptions = { outcome: 'refused', answer: { code: '422', refusal: gate.code, explained: true } };

  test('refused for its reason, it is met without reservation', () => {
    const lines = world(refusal);
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, id)).toMatchObject({ mustNot: 1, broken: 0, warned: 0 });
  });

  test('accepted, it is broken, and nothing else is', () => {
    expect(idsOf(world({}))).toEqual([id]);
  });

  test('refused with another code, it is met with a reservation', () => {
    const lines = world({ outcome: 'refused', answer: { code: '422', refusal: 'scope', explained: true } });
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, id)['warned']).toBe(1);
  });

  test('never answered, it is undecided', () => {
    expect(idsOf(world({ outcome: 'unknown', answer: {} }), 'undecided')).toContain(id);
  });

  test('refused but found afterwards, it is broken', () => {
    const lines = world(refusal, (b, reading) =>
      b.read([{ reading, version: 1, interpretation: [], ranges: [], orders: [] }], { identifier: reading.identifier }),
    );
    expect(findingsOf(lines, 'broken', id)[0]?.observed).toContain('found by the query');
  });

  test('refused and not found, it is met twice', () => {
    const lines = world(refusal, (b, reading) => b.read([], { identifier: reading.identifier }));
    expect(countsOf(lines, id)).toMatchObject({ mustNot: 2, broken: 0 });
  });

  test('refused but with an item, it is broken', () => {
    const lines = world(refusal, (b, reading) => b.seen(makeItem(reading, makeOrder(), 'i')));
    expect(idsOf(lines)).toContain(id);
  });
});

const refusedWith = (refusal: string | undefined, before: (b: HistoryBuilder) => void = () => undefined): string[] => {
  const b = new HistoryBuilder();
  before(b);
  b.order();
  b.grant();
  b.wait(10);
  b.op(
    { op: 'reading.submit', reading: makeReading({ name: 'r', value: '120', at: b.wall() }) },
    { outcome: 'refused', answer: { code: '422', explained: true, ...(refusal === undefined ? {} : { refusal }) } },
  );
  return idsOf(b.drain());
};

describe('the twins: readings that must be accepted', () => {
  test.each([
    [undefined, 'ORD-01'],
    ['no-active-order', 'ORD-01'],
    ['scope', 'ORD-01'],
    ['no-permission', 'PRM-01'],
    ['patient-not-authorised', 'PRM-05'],
    ['time-without-offset', 'RDG-05'],
    ['unit-mismatch', 'RDG-06'],
    ['future-time', 'RDG-13'],
    ['identifier-conflict', 'RDG-22'],
  ])('wrongly refused with %s, it breaks %s alone', (refusal, id) => {
    expect(refusedWith(refusal)).toEqual([id]);
  });
  test('after a draft was signed it is held against ORD-04', () => {
    const b = new HistoryBuilder();
    b.order({ status: 'draft' });
    b.grant();
    b.changeOrder({ from: '2034-12-31T23:59:00Z' });
    b.wait(10).reading({ name: 'r', value: '120' }, { refusal: 'no-active-order' });
    expect(idsOf(b.drain())).toEqual(['ORD-04']);
  });
  test('after permission was withdrawn and granted again it is held against PRM-07', () => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    b.permission('withdrawn');
    b.grant();
    b.wait(10).reading({ name: 'r', value: '120' }, { refusal: 'no-permission' });
    expect(idsOf(b.drain())).toEqual(['PRM-07']);
  });
});

const replayed = (options: OpOptions & { refusal?: string } = {}, value = '250') => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.grant();
  const reading = b.reading({ name: 'r', value: '250', at: '2034-12-31T23:59:00Z' });
  b.wait(30).seen(makeItem(reading, order, 'i'));
  b.reading({ name: 'r', value, at: '2034-12-31T23:59:00Z' }, options);
  return b;
};

describe('RDG-02: a replay', () => {
  test('answered as the first was, it is met', () => {
    const lines = replayed().drain();
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'RDG-02')).toMatchObject({ must: 1, mustNot: 1 });
  });
  test('refused, it is broken', () => {
    expect(idsOf(replayed({ refusal: 'identifier-conflict' }).drain())).toEqual(['RDG-02']);
  });
  test('a second record breaks it', () => {
    const b = replayed();
    const reading = makeReading({ name: 'r', value: '250', at: '2034-12-31T23:59:00Z' });
    const filed = {
      reading,
      version: 1,
      interpretation: ['H' as const],
      ranges: [
        { tier: 'reference' as const, unit: 'mg/dL', low: '70', high: '180', limitFrom: '2034-12-31T20:00:00Z' },
      ],
      orders: [],
    };
    b.wait(2000).read([filed, filed]);
    expect(idsOf(b.drain())).toEqual(['RDG-02']);
  });
  test('other content over HL7 v2 must be refused, over FHIR the stored one may be answered', () => {
    expect(idsOf(replayed({ via: 'hl7v2', answer: { code: 'AA', correlated: true } }, '251').drain())).toEqual([
      'RDG-22',
    ]);
    expect(idsOf(replayed({}, '251').drain())).toEqual([]);
    expect(idsOf(replayed({ refusal: 'identifier-conflict' }, '251').drain())).toEqual([]);
  });
});

test('PRM-03: what was filed before the withdrawal stays', () => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  b.reading({ name: 'r', value: '120' });
  b.permission('withdrawn');
  b.wait(2000).read([]);
  expect(idsOf(b.drain())).toEqual(['PRM-03', 'RDG-01']);
});
