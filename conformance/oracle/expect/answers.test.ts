import { describe, expect, test } from 'vitest';
import { expectationsOf } from '../expect.ts';
import {
  HistoryBuilder,
  makeReading,
  orderId,
  patientId,
  reference,
  type OpOptions,
} from '../history-builder.test-helper.ts';

type Write = (b: HistoryBuilder) => void;
/** Each answer as `line accept, replay yes: refusal|refusal`. */
const answers = (write: Write, via: 'fhir' | 'hl7v2' = 'fhir'): string[] => {
  const b = new HistoryBuilder();
  b.via = via;
  write(b);
  return expectationsOf(b.end()).answers.map(
    (a) =>
      `${a.seq} ${a.accept}${a.replay === 'no' ? '' : `, replay ${a.replay}`}${a.refusals.length === 0 ? '' : `: ${a.refusals.join('|')}`}`,
  );
};
const begin: Write = (b) => {
  b.order();
  b.grant();
};
const TAKEN = ['1 must', '2 must'];
const read = (b: HistoryBuilder, options: OpOptions = {}, value = '120'): void =>
  void b.op({ op: 'reading.submit', reading: makeReading({ name: 'r', value }) }, options);

describe('a reading', () => {
  test('has to be accepted once, and to be answered as known when it is sent again', () => {
    expect(
      answers((b) => {
        begin(b);
        read(b);
        read(b);
      }),
    ).toEqual([...TAKEN, '3 must', '4 must, replay yes']);
  });
  test('may be known, where its first attempt was not answered', () => {
    expect(
      answers((b) => {
        begin(b);
        read(b, { outcome: 'unknown' });
        read(b);
      }),
    ).toEqual([...TAKEN, '3 must, replay maybe', '4 must, replay maybe']);
  });
  test('has to be refused for the first reason there is', () => {
    expect(answers((b) => read(b, { outcome: 'refused' }))).toEqual(['1 must-not: no-active-order']);
    expect(
      answers((b) => {
        b.order();
        read(b, { outcome: 'refused' });
      }),
    ).toEqual(['1 must', '2 must-not: no-permission']);
  });
  test('may be either, for every reason that one way has, where a gate was opened meanwhile', () => {
    expect(
      answers((b) => {
        b.order({}, { took: 20 });
        b.grant('glucose', 'p1', { ago: 20, took: 20 });
        read(b, { ago: 20, took: 20 });
      }),
    ).toEqual(['1 must', '2 must', '3 may: no-active-order|no-permission']);
  });
  test('in conflict is refused, or by FHIR answered with what is stored', () => {
    const conflict: Write = (b) => {
      begin(b);
      read(b);
      read(b, { outcome: 'refused' }, '121');
    };
    expect(answers(conflict)).toEqual([...TAKEN, '3 must', '4 may, replay yes: identifier-conflict']);
    expect(answers(conflict, 'hl7v2')).toEqual([...TAKEN, '3 must', '4 must-not: identifier-conflict']);
  });
});

describe('an order', () => {
  test('that a system can take or refuse may be either', () => {
    const earlier: Write = (b) => {
      b.order({ from: '2034-12-31T23:59:00Z' });
      b.changeOrder({ from: '2034-12-31T23:58:00Z', limits: [reference('70', '181')] });
    };
    expect(answers(earlier)).toEqual(['1 must', '2 may: effective-from-too-early']);
  });
  test.each([
    ['ok', ['1 must-not: identifier-conflict', '2 must', '3 must, replay yes']],
    ['refused', ['1 may: identifier-conflict', '2 must', '3 must-not: identifier-conflict']],
  ] as const)(
    'that is taken in the end is the first of its number: so it had to be taken at once, and was %s',
    (outcome, expected) => {
      const other = { limits: [reference('70', '150')] };
      const twice: Write = (b) => {
        b.order({}, { outcome: 'unknown' });
        b.order(other, { outcome });
        b.order(other);
      };
      expect(answers(twice)).toEqual(expected);
    },
  );
  test('that was answered as taken under the number of another is so no more when it comes again', () => {
    const other = { limits: [reference('70', '150')] };
    const twice: Write = (b) => {
      b.order();
      b.order(other);
      b.order(other);
    };
    expect(answers(twice)).toEqual(['1 must', '2 must-not: identifier-conflict', '3 must-not: identifier-conflict']);
  });
});

test('a tracker of an order that nobody placed is not there to be picked', () => {
  const pick = (order: string): Write => {
    return (b) => {
      b.order();
      b.op({ op: 'tracker.set', patient: patientId(), order: orderId(order), state: 'disconnected' });
    };
  };
  expect(answers(pick('o9'))).toEqual(['1 must', '2 must-not: not-found']);
  expect(answers(pick('o1'))).toEqual(['1 must', '2 must-not: not-found']);
});

test('answers are those to orders, permissions, trackers and readings, in the order of the lines', () => {
  const found = answers((b) => {
    b.wait(100);
    b.grant('weight');
    b.order({ name: 'w1', measure: 'weight', limits: [reference('50', '90')] });
    b.op({ op: 'coverage.set', coverage: { person: { system: 'x', value: 'y' }, absences: [] } });
    b.grant('glucose', 'p0');
    b.grant('glucose', 'p1', { ago: 50 });
    b.reading({ name: 'w', value: '80', unit: 'kg' });
  });
  expect(found).toEqual(['1 must', '2 must', '4 must', '5 must', '6 must']);
});
