import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InboxItem, Reading } from '../../../contract/domain/index.ts';
import { arbitraryOf, mutatedOf } from '../../history/arbitrary.test-helper.ts';
import { OpLine, SeenLine } from '../../history/lines.ts';
import { HistoryBuilder, makeItem, makeOrder, patientId, readingId } from '../../oracle/history-builder.test-helper.ts';
import type { Glance } from './glance.ts';
import { glanceOf } from './glance-of.test-helper.ts';
import { keyHash } from './key-hash.ts';

const line = fc.oneof(
  arbitraryOf(Reading).map((reading) => ({
    kind: 'op',
    seq: 7,
    lane: 'a/fhir',
    via: 'fhir',
    actor: 'gateway',
    act: { op: 'reading.submit', reading },
    intended: 1,
    sent: 2,
    settled: 3,
    wall: '2035-01-10T12:00:00Z',
    outcome: 'ok',
    answer: { code: '201' },
  })),
  arbitraryOf(InboxItem).map((item) => ({ kind: 'seen', seq: 7, surface: 'inbox', after: null, by: 4, item })),
);

/** What a line says that is read as JSON; undefined: it is no line. */
const said = (text: string): Glance | undefined => {
  const raw: unknown = JSON.parse(text);
  const { data: seen } = SeenLine.safeParse(raw);
  if (seen !== undefined) {
    const { identifier, patient, reading } = seen.item;
    return {
      kind: 'seen',
      seq: seen.seq,
      patient: keyHash(patient),
      item: keyHash(identifier),
      reading: reading === undefined ? undefined : keyHash(reading),
      by: seen.by,
    };
  }
  const { data: op } = OpLine.safeParse(raw);
  if (op?.act.op !== 'reading.submit') return undefined;
  const { identifier, patient } = op.act.reading;
  const { seq, sent, settled, wall } = op;
  return { kind: 'op', seq, patient: keyHash(patient), reading: keyHash(identifier), sent, settled, wall };
};

/** Only what is ASCII and needs no escape is looked at. */
const agrees = (json: string): boolean => {
  const text = json.replaceAll(/\\u[0-9a-f]{4}|\\.|[^\x20-\x7e]/g, 'x');
  const [glance, whole] = [glanceOf(text), said(text)];
  if (glance === undefined || whole === undefined) return false;
  expect(glance).toEqual(whole);
  return true;
};

test('what a line says at a glance is what it says', () => {
  let glances = 0;
  fc.assert(
    fc.property(line, (value) => {
      if (agrees(JSON.stringify(value))) glances++;
    }),
    { numRuns: 1000 },
  );
  expect(glances).toBeGreaterThan(500);
});

test('with one thing changed as well', () => {
  fc.assert(
    fc.property(
      line.chain((value) => mutatedOf(value)),
      (value) => void agrees(JSON.stringify(value)),
    ),
    { numRuns: 2000 },
  );
});

const b = new HistoryBuilder();
const reading = b.reading({ name: 'r', value: '212' });
b.seen(makeItem(reading, makeOrder(), 'i'));
const [, submitted = '', seen = ''] = b.lines.map((l) => JSON.stringify(l));

test('a submission and a sighting say whom and what they are about', () => {
  expect(glanceOf(submitted)).toMatchObject({
    kind: 'op',
    patient: keyHash(patientId()),
    reading: keyHash(readingId('r')),
  });
  expect(glanceOf(seen)).toMatchObject({
    kind: 'seen',
    patient: keyHash(patientId()),
    reading: keyHash(readingId('r')),
  });
});

test.each([
  ['an escape', submitted.replace('"lane/fhir"', String.raw`"\u006cane/fhir"`)],
  ['a submission of a sentinel', submitted.replace('"lane/fhir"', '"sentinel/before"')],
  ['another operation', submitted.replace('reading.submit', 'reading.read')],
  ['its members in another order', submitted.replace('"kind":"op","seq":1', '"seq":1,"kind":"op"')],
  ['a sighting without a patient', seen.replace('"patient"', '"who"')],
  ['no line at all', ''],
])('nothing is said of %s', (_what, text) => {
  expect([submitted, seen]).not.toContain(text);
  expect(glanceOf(text)).toBeUndefined();
});
