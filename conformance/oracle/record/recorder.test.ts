import { describe, expect, test } from 'vitest';
import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import type { Act, FaultLine, HistoryLine } from '../../history/lines.ts';
import {
  HistoryBuilder,
  itemId,
  makeItem,
  makeOrder,
  makeReading,
  MS,
  OKAFOR,
  orderId,
  patientId,
  POOL,
  readingId,
  RIVERA,
  STARTED,
} from '../history-builder.test-helper.ts';
import { instant } from '../time/instant.ts';
import type { PatientRecord } from './patient-record.ts';
import { Recorder } from './recorder.ts';

const P1 = keyOf(patientId());
const P2 = keyOf(patientId('p2'));

const taken = (lines: readonly HistoryLine[], packs = false): Recorder => {
  const [run, ...rest] = lines;
  if (run?.kind !== 'run') throw new Error('no run line');
  const recorder = new Recorder(run, 0n, packs);
  for (const line of rest) recorder.take(line);
  return recorder;
};
const of = (patients: readonly PatientRecord[], key = P1): PatientRecord => {
  const found = patients.find((p) => p.key === key);
  if (found === undefined) throw new Error(`no patient ${key}`);
  return found;
};
const seqs = (ops: readonly { readonly seq: number }[]): number[] => ops.map((op) => op.seq);

const PATIENT: Act = {
  op: 'person.patient',
  patient: { identifier: patientId(), family: 'F', given: 'G', gender: 'other', birthDate: '1970-01-01' },
};
const acts = (patient: Identifier): readonly [keyof PatientRecord, Act][] => [
  ['registrations', PATIENT],
  ['permissions', { op: 'permission.set', permission: permission(patient) }],
  ['permissionReads', { op: 'permission.read', patient, measure: 'glucose' }],
  ['noticeLists', { op: 'notice.list', patient }],
  ['reads', { op: 'reading.read', patient }],
  ['messages', { op: 'message.send', message: message(patient) }],
  ['messageReads', { op: 'message.read', patient }],
  ['audits', { op: 'audit.read', patient }],
  [
    'devices',
    {
      op: 'device.register',
      device: { identifier: orderId('d'), patient, kind: 'phone', manufacturer: 'm', model: 'm' },
    },
  ],
  ['trackers', { op: 'tracker.set', patient, order: orderId(), state: 'picked' }],
  ['trackerLists', { op: 'tracker.list', patient }],
  ['eligibilities', { op: 'eligibility.read', patient }],
];
const permission = (patient: Identifier) => ({
  identifier: orderId('permission'),
  patient,
  measure: 'glucose' as const,
  status: 'granted' as const,
  at: STARTED,
});
const message = (patient: Identifier) => ({
  identifier: orderId('message'),
  patient,
  sender: RIVERA,
  about: itemId('i'),
  text: 't',
  sent: STARTED,
});

describe('operations go to the patient whom they concern', () => {
  test.each(acts(patientId()))('%s', (list, act) => {
    const b = new HistoryBuilder();
    b.reading({ name: 'other', value: '1', patient: 'p2' });
    b.op(act);
    const { patients } = taken(b.lines).settle();
    expect(of(patients)[list]).toEqual([b.lines.at(-1)]);
    const other = of(patients, P2);
    expect(other[list]).toEqual([]);
    expect(seqs(other.submissions)).toEqual([1]);
  });

  test('orders by their number, every operation on one together', () => {
    const b = new HistoryBuilder();
    b.order();
    b.order({ name: 'o2' });
    b.changeOrder({ status: 'revoked' });
    const { orders } = of(taken(b.lines).settle().patients);
    expect([...orders].map(([key, ops]) => [key, seqs(ops)])).toEqual([
      [keyOf(orderId('o1')), [1, 3]],
      [keyOf(orderId('o2')), [2]],
    ]);
  });

  test('and each list is in the order of sending, ties as they were written', () => {
    const b = new HistoryBuilder();
    b.wait(1000);
    const twice = (act: Act): void => {
      b.op(act, { ago: 10 });
      b.op(act, { ago: 500 });
      b.op(act, { ago: 500 });
    };
    const lists = acts(patientId()).filter(([list]) => !['devices', 'trackerLists', 'eligibilities'].includes(list));
    for (const [, act] of lists) twice(act);
    twice({ op: 'reading.submit', reading: makeReading({ name: 'r', value: '1' }) });
    twice({ op: 'order.submit', order: makeOrder() });
    twice({ op: 'inbox.look', surface: 'inbox' });
    b.seen(makeItem(makeReading({ name: 'r', value: '1' }), makeOrder(), 'i'));
    twice({ op: 'item.act', item: itemId('i'), act: 'seen', person: RIVERA });
    const recorder = taken(b.lines);
    const record = of(recorder.settle().patients);
    const ordered = [
      ...lists.map(([list]) => record[list] as PatientRecord['reads']),
      record.submissions,
      record.orders.get(keyOf(orderId())) ?? [],
      recorder.looks,
      record.itemActs,
    ];
    for (const ops of ordered) {
      const [first = 0, second = 0, third = 0] = seqs(ops);
      expect([second, third]).toEqual([first + 1, first - 1]);
    }
  });
});

describe('what concerns the whole system is kept by itself', () => {
  test('people, absences, sources, looks, capabilities', () => {
    const b = new HistoryBuilder();
    const clinician = (identifier: Identifier): Act => ({
      op: 'person.clinician',
      clinician: { identifier, family: 'F', given: 'G' },
    });
    b.op(clinician(RIVERA));
    b.op({ op: 'person.pool', pool: { identifier: POOL, name: 'dm', members: [RIVERA] } });
    b.op(clinician(RIVERA));
    b.op(clinician(OKAFOR));
    b.op({ op: 'coverage.set', coverage: { person: RIVERA, absences: [] } });
    const source = { identifier: orderId('s'), measures: ['glucose' as const], expires: STARTED };
    b.op({ op: 'source.set', source: source as never, status: 'admitted' });
    b.look();
    b.op({ op: 'capability.read' });
    b.op({ op: 'guidance.read', measure: 'glucose', condition: 'E11' });
    const recorder = taken(b.lines);
    expect([...recorder.people].map(([key, ops]) => [key, seqs(ops)])).toEqual([
      [keyOf(RIVERA), [1, 3]],
      [keyOf(POOL), [2]],
      [keyOf(OKAFOR), [4]],
    ]);
    expect(seqs(recorder.coverage.all)).toEqual([5]);
    expect(seqs(recorder.sources)).toEqual([6]);
    expect(seqs(recorder.looks)).toEqual([7]);
    expect(seqs(recorder.capabilities)).toEqual([8]);
    expect(recorder.settle()).toEqual({ patients: [], items: [] });
  });

  test('faults, the end, and the latest instant that any line tells of', () => {
    const b = new HistoryBuilder();
    const fault: FaultLine = { kind: 'fault', seq: 99, fault: 'kill', from: 0, until: 900 * MS };
    expect(taken(b.lines).lastMono).toBe(0);
    b.order({}, { took: 30 });
    expect(taken([...b.lines, fault])).toMatchObject({ lastMono: 30 * MS, faults: [fault], end: undefined });
    b.seen(makeItem(makeReading({ name: 'r', value: '1' }), makeOrder(), 'i'), { by: 40 });
    expect(taken(b.lines).lastMono).toBe(40 * MS);
    b.seen(makeItem(makeReading({ name: 'r', value: '1' }), makeOrder(), 'i'), { by: 20 });
    expect(taken(b.lines).lastMono).toBe(40 * MS);
    b.wait(20).end();
    const recorder = taken(b.lines);
    expect(recorder.lastMono).toBe(50 * MS);
    expect(recorder.end).toBe(b.lines.at(-1));
    expect(recorder.faults).toEqual([]);
  });

  test("an advance of the whole system moves every patient's clock, one of a patient that patient's alone", () => {
    const now = (advance: (b: HistoryBuilder) => void): bigint[] => {
      const b = new HistoryBuilder();
      b.reading({ name: 'r', value: '1' });
      b.reading({ name: 's', value: '1', patient: 'p2' });
      advance(b);
      return taken(b.lines)
        .settle()
        .patients.map((p) => p.clock.at(15 * MS).high);
    };
    const [real, later] = [instant(STARTED) + 15n * BigInt(MS), instant('2035-02-01T00:00:00Z') + 5n * BigInt(MS)];
    expect(now((b) => b.advance('2035-02-01T00:00:00Z'))).toEqual([later, real]);
    expect(now((b) => b.op({ op: 'clock.advance', to: '2035-02-01T00:00:00Z' }))).toEqual([later, later]);
  });
});

describe('items', () => {
  const item = (reading: string, patient: string, name = 'i') =>
    makeItem(makeReading({ name: reading, value: '1', patient }), makeOrder(), name);

  test('are of the patient whom they name, and of the one whose reading they name', () => {
    const b = new HistoryBuilder();
    b.reading({ name: 'r', value: '1' });
    b.reading({ name: 's', value: '1', patient: 'p2' });
    b.seen(item('s', 'p1', 'wrong'));
    b.seen(item('r', 'p1', 'right'));
    b.seen(item('nobody', 'p2', 'unknown'));
    const { patients, items } = taken(b.lines).settle();
    const names = (key: string): string[] => of(patients, key).items.map((i) => i.latest.identifier.value);
    expect(items.map((i) => i.latest.identifier.value)).toEqual(['right', 'unknown', 'wrong']);
    expect([names(P1), names(P2)]).toEqual([
      ['right', 'wrong'],
      ['unknown', 'wrong'],
    ]);
  });

  test('are of nobody else where a reading is of two patients, and of nobody whom the history does not know', () => {
    const b = new HistoryBuilder();
    b.reading({ name: 'r', value: '1' });
    b.reading({ name: 'r', value: '1', patient: 'p2' });
    b.seen(item('r', 'p1'));
    b.seen(item('r', 'stranger', 'j'));
    const { patients } = taken(b.lines).settle();
    b.op({ op: 'item.act', item: itemId('j'), act: 'seen', person: RIVERA });
    expect(
      taken(b.lines)
        .settle()
        .patients.flatMap((p) => p.itemActs),
    ).toEqual([]);
    expect(patients.map((p) => [p.key, p.items.length])).toEqual([
      [P1, 1],
      [P2, 0],
    ]);
  });

  test('without a reading are of the patient whom they name', () => {
    const b = new HistoryBuilder();
    b.reading({ name: 'r', value: '1' });
    const { reading: _reading, ...missing } = item('r', 'p1');
    b.seen(missing);
    expect(of(taken(b.lines).settle().patients).items).toHaveLength(1);
  });

  test('are gathered from all sightings, and acts on them go to the patient whom the latest version names', () => {
    const b = new HistoryBuilder();
    b.reading({ name: 'r', value: '1' });
    b.seen(item('r', 'p1'));
    b.seen({ ...item('r', 'p1'), version: 2 });
    for (const name of ['i', 'never-seen']) b.op({ op: 'item.act', item: itemId(name), act: 'seen', person: RIVERA });
    const record = of(taken(b.lines).settle().patients);
    expect(record.items.map((i) => i.versions.length)).toEqual([2]);
    expect(seqs(record.itemActs)).toEqual([4]);
  });
});

test('patients come in the order of their keys', () => {
  const b = new HistoryBuilder();
  for (const patient of ['p3', 'p1', 'p2']) b.reading({ name: patient, value: '1', patient });
  expect(
    taken(b.lines)
      .settle()
      .patients.map((p) => p.key.slice(-2)),
  ).toEqual(['p1', 'p2', 'p3']);
});

test('submissions of a sentinel lane are known as such, by their reading', () => {
  const b = new HistoryBuilder();
  b.reading({ name: 'r', value: '1' });
  b.reading({ name: 's', value: '1' }, { lane: 'sentinel' });
  b.reading({ name: 's', value: '1' }, { lane: 'sentinel/node-2' });
  const recorder = taken(b.lines);
  expect(seqs(recorder.sentinelsUnder(keyOf(readingId('s'))))).toEqual([2, 3]);
  expect(recorder.sentinelsUnder(keyOf(readingId('r')))).toEqual([]);
  expect(seqs(of(recorder.settle().patients).submissions)).toEqual([1, 2, 3]);
});

test('an identifier of two patients is contested, with what was packed of it', () => {
  for (const packs of [true, false]) {
    const b = new HistoryBuilder();
    b.reading({ name: 'r', value: '1' });
    b.reading({ name: 'r', value: 'HI' });
    b.reading({ name: 'r', value: '1', patient: 'p2' });
    expect(seqs(taken(b.lines, packs).contested(keyOf(readingId('r'))))).toHaveLength(3);
  }
});

describe('packed', () => {
  const packed = (): Recorder => {
    const b = new HistoryBuilder();
    b.wait(1000);
    b.reading({ name: 'plain', value: '1' }, { ago: 10 });
    b.reading({ name: 'odd', value: 'HI' }, { ago: 500 });
    b.reading({ name: 'first', value: '2' }, { ago: 900 });
    b.op({ op: 'reading.read', patient: patientId() });
    return taken(b.lines, true);
  };
  test('submissions come back in the order of sending when their patient is opened, once', () => {
    const recorder = packed();
    const record = of(recorder.settle().patients);
    expect(seqs(record.submissions)).toEqual([2]);
    recorder.open(record);
    expect(seqs(record.submissions)).toEqual([3, 2, 1]);
    recorder.open(record);
    expect(record.submissions).toHaveLength(3);
  });
  test('of one instant in the order in which they were written', () => {
    const b = new HistoryBuilder();
    b.reading({ name: 'plain', value: '1' }, { ago: 0 });
    b.reading({ name: 'odd', value: 'HI' }, { ago: 0 });
    b.reading({ name: 'other', value: '2' }, { ago: 0 });
    const recorder = taken(b.lines, true);
    const record = of(recorder.settle().patients);
    recorder.open(record);
    expect(seqs(record.submissions)).toEqual([1, 2, 3]);
  });
  test('what only the patient needs is let go when it is closed', () => {
    const recorder = packed();
    const record = of(recorder.settle().patients);
    recorder.open(record);
    recorder.close(record);
    expect([record.submissions, record.reads, record.items, record.itemActs]).toEqual([[], [], [], []]);
  });
  test('where nothing is packed nothing comes back and nothing is let go', () => {
    const b = new HistoryBuilder();
    b.reading({ name: 'plain', value: '1' });
    const recorder = taken(b.lines);
    const record = of(recorder.settle().patients);
    recorder.open(record);
    recorder.close(record);
    expect(record.submissions).toEqual([b.lines[1]]);
  });
});
