import { describe, expect, test } from 'vitest';
import type { Order, Reading } from '../../../contract/domain/index.ts';
import type { OpLine, RunLine } from '../../history/lines.ts';
import { Analysis } from '../analysis.ts';
import {
  HistoryBuilder,
  itemId,
  makeItem,
  makeOrder,
  makeReading,
  OKAFOR,
  orderId,
  patientId,
  personId,
  POOL,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { phone } from '../phone.test-helper.ts';
import type { MeasureCase } from './measure-case.ts';

type Write = (b: HistoryBuilder) => void;
const casesOf = (write: Write, run: Partial<RunLine> = {}): readonly MeasureCase[] => {
  const b = new HistoryBuilder(run);
  write(b);
  return Analysis.of(b.end()).patients.flatMap((p) => p.measures);
};
const lines = (ops: Iterable<OpLine>): number[] => [...ops].map((op) => op.seq);
/** Of each measure the lines whose effects its courses are made of. */
const explored = (write: Write, run: Partial<RunLine> = {}): Record<string, number[]> =>
  Object.fromEntries(
    casesOf(write, run).map((c) => [c.measure, lines(c.explored.rulings.keys()).toSorted((a, b) => a - b)]),
  );

const PATIENT = {
  identifier: patientId(),
  family: 'One',
  given: 'A',
  gender: 'unknown',
  birthDate: '1960-01-01',
} as const;
const WEIGHT = { name: 'w1', measure: 'weight', limits: [{ tier: 'reference', high: '90' }] } as const;
const pick = (b: HistoryBuilder, order: string): void =>
  void b.op({ op: 'tracker.set', patient: patientId(), order: orderId(order), state: 'picked' });
const away = (b: HistoryBuilder, person = RIVERA): void =>
  void b.op({ op: 'coverage.set', coverage: { person, absences: [] } });
const told = (b: HistoryBuilder, name: string): void =>
  void b.op({ op: 'person.clinician', clinician: { identifier: personId(name), family: name, given: 'A' } });

describe('what concerns a measure', () => {
  test('is not what concerns the other', () => {
    const write: Write = (b) => {
      b.order();
      b.order(WEIGHT);
      b.grant('glucose');
      b.grant('weight');
      pick(b, 'o1');
      pick(b, 'w1');
      b.reading({ name: 'g', value: '120' });
      b.reading({ name: 'w', value: '80', unit: 'kg' });
    };
    expect(explored(write)).toEqual({ glucose: [1, 3, 5, 7], weight: [2, 4, 6, 8] });
    const [glucose, weight] = casesOf(write);
    expect(lines(glucose?.submissions ?? [])).toEqual([7]);
    expect(lines(weight?.submissions ?? [])).toEqual([8]);
    expect(lines(glucose?.permissions ?? [])).toEqual([3]);
    expect([...(weight?.orders.values() ?? [])].map(lines)).toEqual([[2]]);
  });
  test.each<[string, Write]>([
    ['an order', (b) => void b.order()],
    ['a permission', (b) => b.grant()],
    ['a reading', (b) => void b.reading({ name: 'r', value: '120' })],
  ])('is there with %s alone', (_name, write) => {
    expect(explored(write)).toEqual({ glucose: [1] });
  });
  test('is nothing for a patient who was only announced', () => {
    expect(casesOf((b) => void b.op({ op: 'person.patient', patient: PATIENT }))).toEqual([]);
  });
  test('is told of a reading by its code; by its sender where the code is none', () => {
    const reading = makeReading({ name: 'r', value: '80', unit: 'kg' });
    const sent = (change: Partial<Reading>): Record<string, number[]> =>
      explored((b) => void b.op({ op: 'reading.submit', reading: { ...reading, ...change } }));
    expect(sent({ measure: 'glucose' })).toEqual({ weight: [1] });
    expect(sent({ code: { system: 'http://loinc.org', code: '0-0' }, measure: 'glucose' })).toEqual({ glucose: [1] });
  });
  test('is told of an order by what it was first', () => {
    const write: Write = (b) => {
      b.order();
      b.changeOrder({ ...WEIGHT, name: 'o1' });
    };
    expect(explored(write)).toEqual({ glucose: [1, 2] });
  });
  test('is in the order of sending, of two things sent at one instant in the order of the lines', () => {
    const instantly = { took: 0, ago: 0 };
    const order: Write = (b) => void b.order({}, instantly);
    const grant: Write = (b) => b.grant('glucose', 'p1', instantly);
    const read: Write = (b) => void b.reading({ name: 'r', value: '120' }, { ...instantly, outcome: 'refused' });
    const readEarlier: Write = (b) =>
      void b.reading({ name: 'r', value: '120' }, { took: 0, ago: 1, outcome: 'refused' });
    /** Why the reading must be refused; nothing where it must not. */
    const refused = (...writes: Write[]): string[] =>
      casesOf((b) => {
        b.wait(10);
        for (const write of writes) write(b);
      }).flatMap(({ submissions, explored: { rulings } }) =>
        submissions.flatMap((op) => rulings.get(op)?.flatMap((r) => r.grounds.map((g) => g.cause)) ?? ['not ruled on']),
      );
    expect(refused(order, grant, read)).toEqual([]);
    expect(refused(order, read, grant)).toEqual(['never-permitted']);
    expect(refused(read, order, grant)).toEqual(['no-order']);
    expect(refused(order, grant, readEarlier)).toEqual(['no-order']);
  });
  test('has its orders by their keys', () => {
    const [only] = casesOf((b) => {
      for (const name of ['o2', 'o3', 'o1']) b.order({ name });
    });
    expect([...(only?.orders.keys() ?? [])].map((key) => key.split('|')[1])).toEqual(['o1', 'o2', 'o3']);
  });
});

describe('acts on an item belong to the measure of its order', () => {
  const acted = (about: Order, reading: Reading): Write => {
    return (b) => {
      b.order();
      b.order(WEIGHT);
      b.seen(makeItem(reading, about, 'i'));
      b.op({ op: 'item.act', item: itemId('i'), act: 'done', person: RIVERA });
    };
  };
  const glucose = makeReading({ name: 'g', value: '250' });
  test('of glucose, of weight, or of neither', () => {
    expect(explored(acted(makeOrder(), glucose))).toEqual({ glucose: [1, 4], weight: [2] });
    expect(explored(acted(makeOrder(WEIGHT), makeReading({ name: 'w', value: '95', unit: 'kg' })))).toEqual({
      glucose: [1],
      weight: [2, 4],
    });
    expect(explored(acted(makeOrder({ name: 'o9' }), glucose))).toEqual({ glucose: [1], weight: [2] });
  });
  test('of an item that says nothing of a reading: of neither', () => {
    const write: Write = (b) => {
      b.order();
      const { reading, ...item } = makeItem(glucose, makeOrder(), 'i', { kind: 'missing', rule: 'missing' });
      expect(reading).toBeDefined();
      b.seen(item);
      b.op({ op: 'item.act', item: itemId('i'), act: 'done', person: RIVERA });
    };
    expect(explored(write)).toEqual({ glucose: [1] });
  });
});

describe('around it', () => {
  test('everybody whom its orders name is introduced, and nobody else', () => {
    const write: Write = (b) => {
      for (const name of ['resp', 'step', 'sum', 'other', 'weigher']) told(b, name);
      b.op({ op: 'person.pool', pool: { identifier: POOL, name: 'dm', members: [RIVERA] } });
      b.order({
        responsible: personId('resp'),
        rules: [
          { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: personId('step') },
          { kind: 'summary', period: { value: 1, unit: 'd' }, recipient: personId('sum') },
        ],
      });
      b.order({ ...WEIGHT, responsible: personId('weigher') });
      b.changeOrder({ responsible: POOL });
    };
    expect(explored(write)).toEqual({ glucose: [1, 2, 3, 6, 7, 9], weight: [5, 8] });
  });
  test('its patient is announced', () => {
    const write: Write = (b) => {
      b.op({ op: 'person.patient', patient: PATIENT });
      b.order();
    };
    expect(explored(write)).toEqual({ glucose: [1, 2] });
  });
  test('everybody can be away: also who covers for another', () => {
    const write: Write = (b) => {
      away(b);
      away(b, OKAFOR);
      b.order();
      b.order(WEIGHT);
    };
    expect(explored(write)).toEqual({ glucose: [1, 2, 3], weight: [1, 2, 4] });
  });
  test('phones count where there is a portal', () => {
    const write: Write = (b) => {
      phone(b);
      b.order();
    };
    expect(explored(write, { portal: true })).toEqual({ glucose: [1, 2] });
    expect(explored(write)).toEqual({ glucose: [2] });
    expect(explored(write, { portal: false })).toEqual({ glucose: [2] });
  });
  test('sources count where they are admitted one by one, and those alone that sent a reading of it', () => {
    const source = (name: string) => ({ system: 'urn:example:source', value: name });
    const write: Write = (b) => {
      for (const name of ['mine', 'idle', 'scale'])
        b.op({
          op: 'source.set',
          source: { identifier: source(name), measures: ['glucose'], expires: '2036-01-01T00:00:00Z' },
          status: 'admitted',
        });
      const send = (reading: Reading, by?: string): void =>
        void b.op({ op: 'reading.submit', reading, ...(by === undefined ? {} : { source: source(by) }) });
      send(makeReading({ name: 'r', value: '120' }), 'mine');
      send(makeReading({ name: 's', value: '120' }));
      send(makeReading({ name: 'w', value: '80', unit: 'kg' }), 'scale');
    };
    expect(explored(write, { sources: true })).toEqual({ glucose: [1, 4, 5], weight: [3, 6] });
    expect(explored(write)).toEqual({ glucose: [4, 5], weight: [6] });
    expect(explored(write, { sources: false })).toEqual({ glucose: [4, 5], weight: [6] });
  });
});
