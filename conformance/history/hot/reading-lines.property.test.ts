import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Identifier, Reading } from '../../../contract/domain/index.ts';
import { arbitraryOf, mutatedOf } from '../arbitrary.test-helper.ts';
import { OpLine } from '../lines.ts';
import { ReadingLines } from './reading-lines.ts';
import { Shared } from './shared.ts';

const ASCII = /^[\x20-\x7e]*$/;

/** The same text read as JSON and held to the schema; undefined where it does not fit. */
const bySchema = (text: string): OpLine | undefined => {
  try {
    return OpLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const fresh = (): ReadingLines => new ReadingLines(new Shared());

/** What the quick way gives is what the schema gives. True where it gave something. */
const agrees = (text: string, lines = fresh()): boolean => {
  if (!ASCII.test(text)) return false;
  const quick = lines.read(text, true);
  if (quick === undefined) return false;
  expect(quick).toEqual(bySchema(text));
  const { wire: _wire, ...rest } = quick;
  expect(lines.read(text, false)).toEqual(rest);
  return true;
};

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

/** Text in the order of the schema's members, as the writer writes it. */
const written = (value: unknown): string => JSON.stringify(OpLine.parse(value));

describe('a reading read the quick way is the reading that the schema gives', () => {
  test('as it was written', () => {
    let quick = 0;
    fc.assert(
      fc.property(line, (value) => {
        if (agrees(written(value))) quick++;
      }),
      { numRuns: 2000 },
    );
    expect(quick).toBeGreaterThan(200);
  });
  test('with one thing changed', () => {
    fc.assert(
      fc.property(
        line.chain((value) => mutatedOf(OpLine.parse(value))),
        (value) => void agrees(JSON.stringify(value)),
      ),
      { numRuns: 3000 },
    );
  });
  test('with any one character changed, taken out or put in', () => {
    const lines = fresh();
    fc.assert(
      fc.property(
        line,
        fc.nat(),
        fc.constantFrom(...'"\\,:{}[]0159ae.-+ Tt'),
        fc.nat({ max: 2 }),
        (value, where, by, how) => {
          const text = written(value);
          const at = where % text.length;
          agrees(text, lines);
          agrees(text.slice(0, at) + (how === 2 ? '' : by) + text.slice(how === 1 ? at : at + 1), lines);
        },
      ),
      { numRuns: 5000 },
    );
  });
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
