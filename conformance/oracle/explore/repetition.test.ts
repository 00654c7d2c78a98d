import { describe, expect, test } from 'vitest';
import type { Act, OpLine } from '../../history/lines.ts';
import {
  HistoryBuilder,
  makeOrder,
  makeReading,
  MS,
  orderId,
  patientId,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { repeatedIn } from './repetition.ts';

const reading = (more: Partial<ReturnType<typeof makeReading>> = {}): Act => ({
  op: 'reading.submit',
  reading: { ...makeReading({ name: 'r', value: '250' }), ...more },
});
const permission = (status: 'granted' | 'withdrawn', at: string): Act => ({
  op: 'permission.set',
  permission: {
    identifier: { system: 'urn:example:permission', value: 'p1/glucose' },
    patient: patientId(),
    measure: 'glucose',
    status,
    at,
  },
});
const tracker = (order: string, state: 'picked' | 'disconnected'): Act => ({
  op: 'tracker.set',
  patient: patientId(),
  order: orderId(order),
  state,
});
const NOON = '2035-01-01T12:00:00Z';
const value = (of: string): Act => reading({ result: { kind: 'value', quantity: { value: of, unit: 'mg/dL' } } });

/** No two of them are the same operation. */
const DIFFERENT: Readonly<Record<string, Act>> = {
  'a reading': reading(),
  'another value': value('251'),
  'another identifier': reading({ identifier: { system: 'urn:example:meter-readings', value: 's' } }),
  'another system of identifiers': reading({ identifier: { system: 'urn:example:other', value: 'r' } }),
  'a new order': { op: 'order.submit', order: makeOrder() },
  'a change to the same order': { op: 'order.change', order: makeOrder() },
  'a hold': { op: 'order.change', order: makeOrder({ status: 'on-hold' }) },
  'a grant': permission('granted', NOON),
  'a later grant': permission('granted', '2035-01-01T12:00:01Z'),
  'a withdrawal': permission('withdrawn', NOON),
  'a pick': tracker('o1', 'picked'),
  'a pick of another tracker': tracker('o2', 'picked'),
  'a disconnection': tracker('o1', 'disconnected'),
};
const NAMES = Object.keys(DIFFERENT);

/** An operation that nobody answered, sent at 0 ms, then another, answered at 105 ms: when the first was answered by it. */
const answeredBy = (first: Act, second: Act, outcome: OpLine['outcome'] = 'ok'): number | undefined => {
  const b = new HistoryBuilder();
  const op = b.op(first, { outcome: 'unknown' });
  b.wait(95);
  const ops = [op, b.op(second, { outcome })];
  return repeatedIn(ops)(op);
};

describe('an operation that nobody answered is answered by its repetition', () => {
  test.each(NAMES)('%s', (name) => {
    const act = DIFFERENT[name] as Act;
    expect(answeredBy(act, structuredClone(act))).toBe(105 * MS);
    expect(NAMES.filter((other) => answeredBy(act, DIFFERENT[other] as Act) !== undefined)).toEqual([name]);
  });
  test('a reading whose number is written otherwise is the same', () => {
    expect(answeredBy(reading(), value('250.0'))).toBe(105 * MS);
  });
  test('where that was accepted, not where it was refused or not answered either', () => {
    expect(answeredBy(reading(), reading(), 'refused')).toBeUndefined();
    expect(answeredBy(reading(), reading(), 'unknown')).toBeUndefined();
  });
  test('an absence that is stated again is taken anew each time', () => {
    const away: Act = { op: 'coverage.set', coverage: { person: RIVERA, absences: [] } };
    expect(answeredBy(away, away)).toBeUndefined();
  });
  test('a source that is admitted again is admitted anew each time', () => {
    const source = { identifier: RIVERA, measures: ['glucose' as const], expires: NOON };
    const admitted: Act = { op: 'source.set', source, status: 'admitted' };
    expect(answeredBy(admitted, admitted)).toBeUndefined();
  });
});

describe('of several attempts', () => {
  const sentAt = (b: HistoryBuilder, ms: number, outcome: OpLine['outcome'], took = 5): OpLine =>
    b.op(reading(), { ago: b.now - ms, outcome, took });
  test('the first accepted one answers, an earlier one does not', () => {
    const b = new HistoryBuilder();
    const ops = [
      sentAt(b, 0, 'ok'),
      sentAt(b, 10, 'unknown'),
      sentAt(b, 20, 'refused'),
      sentAt(b, 30, 'ok'),
      sentAt(b, 40, 'ok'),
    ];
    expect(repeatedIn(ops)(ops[1] as OpLine)).toBe(35 * MS);
  });
  test('one that was sent at the same instant does', () => {
    const b = new HistoryBuilder();
    const ops = [sentAt(b, 10, 'ok', 7), sentAt(b, 10, 'unknown')];
    expect(repeatedIn(ops)(ops[1] as OpLine)).toBe(17 * MS);
  });
});
