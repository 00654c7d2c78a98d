import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../contract/codes/measures.ts';
import type { Reading } from '../../contract/domain/index.ts';
import {
  change,
  critical,
  HistoryBuilder,
  makeOrder,
  makeReading,
  OKAFOR,
  patientId,
  personId,
  readingId,
  reference,
} from '../oracle/history-builder.test-helper.ts';
import { again, answersOf, DAY_MS, HOUR_MS, itemsOf, MINUTE_MS, scene } from './scene.test-helper.ts';

const meter = { system: 'urn:example:device', value: 'meter' };
const value = (text: string): Partial<Reading> => ({
  result: { kind: 'value', quantity: { value: text, unit: 'mg/dL' } },
});

describe('content, patient, control solution, future', () => {
  test('the first reason that applies', () => {
    const b = scene();
    b.via = 'hl7v2';
    const reading = makeReading({ name: 'r', value: '120', at: b.wall() });
    const submit = (other: Partial<Reading>, more = {}): void => {
      b.op({ op: 'reading.submit', reading: { ...reading, ...other }, ...more }, { outcome: 'refused' });
    };
    submit({}, { defect: { kind: 'time-without-offset' } });
    submit({}, { defect: { kind: 'unknown-unit', unit: 'mg/dl' } });
    submit({ code: { system: 'http://loinc.org', code: '14743-9' } });
    submit({}, { defect: { kind: 'sender-of', patient: patientId('p2') } });
    submit({ code: CONTROL_SOLUTION });
    submit({ effective: b.wall(5 * MINUTE_MS + 1) });
    submit({ effective: b.wall(5 * MINUTE_MS) });
    expect(answersOf(b.end())).toEqual([
      '#3 must-not, time-without-offset',
      '#4 must-not, unknown-unit',
      '#5 must-not, unit-mismatch',
      '#6 must-not, patient-not-authorised',
      '#7 must-not, control-solution',
      '#8 must-not, future-time',
      '#9 must',
    ]);
  });
});

describe('identity', () => {
  test('replay, conflict, correction, erasure and what may follow it', () => {
    const b = scene();
    b.via = 'hl7v2';
    const r = b.reading({ name: 'r', value: '160' });
    again(b, r, value('160.0'));
    b.reading({ name: 'r', value: '170', at: r.effective }, { outcome: 'refused' });
    again(b, r, { ...value('170'), status: 'corrected' });
    again(b, r, {});
    again(b, r, { status: 'entered-in-error' });
    again(b, r, { ...value('99'), status: 'entered-in-error' });
    b.wait(1);
    b.op({ op: 'reading.submit', reading: { ...r, ...value('99'), status: 'corrected' } }, { outcome: 'refused' });
    expect(answersOf(b.end())).toEqual([
      '#3 must',
      '#4 must, replay',
      '#5 must-not, identifier-conflict',
      '#6 must',
      '#7 must, replay',
      '#8 must',
      '#9 must, replay',
      '#10 must-not, identifier-conflict',
    ]);
  });

  test('a conditional create may answer a conflict with what is stored', () => {
    const b = scene();
    const r = b.reading({ name: 'r', value: '160' });
    again(b, r, value('170'));
    expect(answersOf(b.end())).toEqual(['#3 must', '#4 may, replay, identifier-conflict']);
  });

  test('one measurement under two identifiers, and its correction by the second one', () => {
    const b = scene();
    const r = b.reading({ name: 'r', value: '160', device: 'meter' });
    again(b, r, { identifier: readingId('alias') });
    again(b, r, { identifier: readingId('alias'), ...value('250'), status: 'corrected' });
    again(b, r, { identifier: readingId('third') });
    expect(answersOf(b.end())).toEqual(['#3 must', '#4 must, replay', '#5 must', '#6 must']);
  });

  test('differing sequence numbers are two measurements', () => {
    const b = scene();
    const r = makeReading({ name: 'r', value: '160', at: b.wall() });
    again(b, r, { device: meter, sequenceNumber: 1 });
    again(b, r, { device: meter, sequenceNumber: 2, identifier: readingId('other') });
    expect(answersOf(b.end())).toEqual(['#3 must', '#4 must']);
  });

  test('the erasure of what is unknown leaves a tombstone', () => {
    const b = scene();
    b.via = 'hl7v2';
    const r = makeReading({ name: 'r', value: '160', at: b.wall() });
    again(b, r, { status: 'entered-in-error' });
    b.wait(1);
    b.op({ op: 'reading.submit', reading: r }, { outcome: 'refused' });
    expect(answersOf(b.end())).toEqual(['#3 must', '#4 must-not, identifier-conflict']);
  });

  test("another patient's identifier is a conflict", () => {
    const b = scene();
    b.via = 'hl7v2';
    const r = b.reading({ name: 'r', value: '160' });
    b.wait(1);
    b.op({ op: 'reading.submit', reading: { ...r, patient: patientId('p2') } }, { outcome: 'refused' });
    expect(answersOf(b.end())).toEqual(['#3 must', '#4 must-not, identifier-conflict']);
  });
});

describe('order and permission', () => {
  const refused = { outcome: 'refused' } as const;

  test('on hold at the effective time, before it, and after the end', () => {
    const b = scene();
    b.wait(HOUR_MS);
    b.changeOrder({ status: 'on-hold' });
    b.wait(MINUTE_MS);
    b.reading({ name: 'during', value: '120' }, refused);
    b.reading({ name: 'before', value: '120', at: b.wall(-2 * MINUTE_MS) });
    b.changeOrder({ status: 'revoked' });
    b.wait(MINUTE_MS);
    b.reading({ name: 'after', value: '120' }, refused);
    expect(answersOf(b.end()).filter((_, i) => [1, 2, 4].includes(i))).toEqual([
      '#4 must-not, no-active-order',
      '#5 must',
      '#7 must-not, no-active-order',
    ]);
  });

  test('policies: after the end, before the grant', () => {
    const b = new HistoryBuilder({
      policies: {
        backfill: 'none',
        afterEnd: 'refuse',
        control: 'refuse',
        future: 'refuse',
        duplicates: 'server-side',
        backdateDays: 30,
      },
    });
    b.took = 0;
    b.order();
    b.wait(1);
    b.grant();
    b.wait(MINUTE_MS);
    b.reading({ name: 'old', value: '120', at: b.wall(-2 * MINUTE_MS) }, refused);
    b.wait(1);
    b.changeOrder({ status: 'completed' });
    b.wait(MINUTE_MS);
    b.reading({ name: 'inside', value: '120', at: b.wall(-MINUTE_MS - 1) }, refused);
    expect(answersOf(b.end())).toEqual(['#3 must-not, before-grant', '#4 must', '#5 must-not, after-order-end']);
  });

  test('withdrawn permission, and permission for another type', () => {
    const b = scene();
    b.permission('withdrawn');
    b.wait(1);
    b.reading({ name: 'r', value: '120' }, refused);
    b.grant('weight');
    b.wait(1);
    b.reading({ name: 's', value: '120' }, refused);
    expect(answersOf(b.end())).toEqual([
      '#3 must',
      '#4 must-not, no-permission',
      '#5 must',
      '#6 must-not, no-permission',
    ]);
  });

  test.each([
    ['no limit', { limits: [] }, 'limits-missing'],
    ['low not below high', { limits: [reference('180', '180.0')] }, 'limits-contradictory'],
    [
      'critical inside reference',
      { limits: [reference('70', '180'), critical(undefined, '179')] },
      'limits-contradictory',
    ],
    ['finer than the precision', { limits: [reference('70.5')] }, 'limits-contradictory'],
    ['unit of the other measure', { unit: 'kg' as const }, 'limit-unit'],
    ['nobody there', { responsible: personId('stranger') }, 'recipient-unknown'],
    ['too far back', { start: '2034-12-01T23:59:59Z' }, 'effective-from-too-early'],
    ['a change rule is a limit', { limits: [], rules: [change('gain', '20', 'mg/dL', '1 d')] }, undefined],
  ])('an order: %s', (_title, order, refusal) => {
    const b = scene();
    b.op({ op: 'order.submit', order: makeOrder({ name: 'o2', ...order }) }, refusal === undefined ? {} : refused);
    expect(answersOf(b.end())).toEqual([refusal === undefined ? '#3 must' : `#3 must-not, ${refusal}`]);
  });

  test('another order under a number that is taken never holds, though it was answered as taken', () => {
    const limits = [reference('70', '180')];
    const b = scene({ limits });
    const other = { limits: [reference('70', '150')], responsible: OKAFOR };
    b.order(other);
    b.wait(1);
    b.order(other);
    b.wait(1);
    b.reading({ name: 'r', value: '160' });
    b.wait(1);
    b.reading({ name: 's', value: '190' }, { took: 10 });
    b.order({ limits, responsible: OKAFOR }, { ago: 5, took: 1 });
    const { lines } = b;
    expect(answersOf(lines)).toEqual([
      '#3 must-not, identifier-conflict',
      '#4 must-not, identifier-conflict',
      '#5 must',
      '#6 must',
      '#7 must-not, identifier-conflict',
    ]);
    expect(itemsOf(b.end())).toEqual(['o1 limits s abnormal H: raised 1, stands 1, to rivera, not late']);
  });

  test('a source must be admitted, for the measure, and not expired', () => {
    const b = new HistoryBuilder({ sources: true });
    b.took = 0;
    b.order();
    b.wait(1);
    b.grant();
    const source = { system: 'urn:example:client', value: 'gateway' };
    const submit = (name: string, outcome: 'ok' | 'refused'): void => {
      b.wait(1);
      const reading = makeReading({ name, value: '120', at: b.wall() });
      b.op({ op: 'reading.submit', reading, source }, { outcome });
      b.wait(1);
    };
    submit('a', 'refused');
    b.op({
      op: 'source.set',
      source: { identifier: source, measures: ['glucose'], expires: b.wall(DAY_MS) },
      status: 'admitted',
    });
    submit('b', 'ok');
    b.wait(DAY_MS);
    submit('c', 'refused');
    expect(answersOf(b.end())).toEqual([
      '#3 must-not, source-not-admitted',
      '#5 must',
      '#6 must-not, source-not-admitted',
    ]);
  });
});
