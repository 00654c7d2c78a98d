import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Identifier, Reading } from '../../../contract/domain/index.ts';
import { arbitraryOf } from '../arbitrary.test-helper.ts';
import { OpLine } from '../lines.ts';
import { ReadingLines } from './reading-lines.ts';
import { quickWay } from './quick-way.test-helper.ts';
import { Shared } from './shared.ts';

const fresh = (): ReadingLines => new ReadingLines(new Shared());

const { bySchema, agrees, written, compared } = quickWay(OpLine, fresh);

/** Now and then with what has to be escaped. */
const ascii = fc.oneof(
  { arbitrary: fc.stringMatching(/^[ !#-[\]-~]{1,20}$/), weight: 9 },
  fc.string({ minLength: 1, maxLength: 20 }),
);
/** With names that need no escape, mostly. */
const named = (reading: Reading, id: Identifier): Reading => ({
  ...reading,
  identifier: id,
  patient: id,
  code: { system: 's', code: 'c' },
  ...(reading.device === undefined ? {} : { device: id }),
});
const digits = fc.nat({ max: 2 ** 40 });
const line = fc
  .record({
    reading: arbitraryOf(Reading).map((r) => {
      const { furtherContexts: _more, ...reading } = r as Reading;
      return reading;
    }),
    id: fc.record({ system: ascii, value: ascii }),
    lane: ascii,
    seq: digits.map((n) => n + 1),
    sent: digits,
    answer: fc.constantFrom({ code: '201', id: 'Observation/o1' }, { code: 'AA', correlated: true }, { code: '200' }),
    wire: fc.constantFrom(
      undefined,
      { request: 'a', response: 'b' },
      { request: 'a', response: 'c' },
      { request: 'a' },
    ),
    outcome: fc.constantFrom('ok' as const, 'ok' as const, 'ok' as const, 'refused' as const),
  })
  .map(({ reading, id, lane, seq, sent, answer, wire, outcome }) => ({
    kind: 'op',
    seq,
    lane,
    via: 'fhir',
    actor: lane,
    act: { op: 'reading.submit', reading: named(reading, id) },
    intended: sent,
    sent,
    settled: sent + 5,
    wall: '2035-01-10T12:00:00.123Z',
    outcome,
    answer,
    ...(wire === undefined ? {} : { wire }),
  }));

describe('a reading read the quick way is the reading that the schema gives', () => {
  compared(line, 200);
  test('shared values are one value', () => {
    const lines = fresh();
    const text = written({ ...fc.sample(line, { numRuns: 200, seed: 7 }).find((l) => agrees(written(l))), seq: 1 });
    const [a, b] = [lines.read(text, true), lines.read(text.replace('"seq":1', '"seq":2'), true)];
    if (a?.act.op !== 'reading.submit' || b?.act.op !== 'reading.submit') throw new Error('no reading');
    expect(a.act.reading.patient).toBe(b.act.reading.patient);
    expect(b.seq).toBe(2);
  });
});

test.each([
  ['a number past what a double holds', '"seq":1,', '"seq":9007199254740993,'],
  ['a sequence number that is too large', '"sequenceNumber":7', '"sequenceNumber":65536'],
  ['a leading zero', '"seq":1,', '"seq":01,'],
  ['a blank', '"seq":1,', '"seq": 1,'],
  ['an escape', '"lane":"a', String.raw`"lane":"\u0061`],
  ['a member twice', '"seq":1,', '"seq":1,"seq":1,'],
  ['an empty system', '"system":"s"', '"system":""'],
])('%s goes the slow way', (_name, from, to) => {
  const id = { system: 's', value: 'v' };
  const reading = {
    identifier: id,
    patient: id,
    measure: 'glucose',
    code: { system: 's', code: 'c' },
    status: 'final',
    effective: '2035-01-10T07:00:00-05:00',
    result: { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } },
    sequenceNumber: 7,
  };
  const text = written({
    kind: 'op',
    seq: 1,
    lane: 'a',
    via: 'fhir',
    actor: 'g',
    act: { op: 'reading.submit', reading },
    intended: 1,
    sent: 1,
    settled: 2,
    wall: '2035-01-10T12:00:00Z',
    outcome: 'ok',
    answer: { code: '201' },
  });
  const lines = fresh();
  expect(lines.read(text, true)).toEqual(bySchema(text));
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  expect(fresh().read(changed, true)).toBeUndefined();
  expect(lines.read(changed, true)).toBeUndefined();
});
