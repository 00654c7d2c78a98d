import { expect, test } from 'vitest';
import type { HistoryLine } from '../../history/lines.ts';
import { factsOf } from './run-facts.ts';
import { RunTally } from './run-tally.ts';

const patient = { system: 'urn:example:mrn', value: 'MRN1' };
const reading = { system: 'urn:example:meter', value: 'R1' };
const op = (lane: string, act: object, sent: number): HistoryLine =>
  ({
    kind: 'op',
    lane,
    act,
    sent,
    intended: sent,
    settled: sent + 50,
    wall: '2035-01-08T09:00:00Z',
    outcome: 'ok',
    answer: {},
  }) as HistoryLine;
const seen = (of: typeof patient, by: number, surface = 'inbox'): HistoryLine =>
  ({ kind: 'seen', surface, by, item: { reading, patient: of } }) as HistoryLine;
const submit = op('sentinel/before', { op: 'reading.submit', reading: { identifier: reading, patient } }, 100);
const enrol = op('sentinel/before', { op: 'person.patient', patient: { identifier: patient } }, 10);

const sentinelsOf = (...lines: HistoryLine[]) => {
  const tally = new RunTally();
  for (const line of lines) tally.feed(line, true);
  return [...tally.part().sentinels.values()];
};

test('an item may come into sight before the answer to its reading has, and proves no less', () => {
  expect(sentinelsOf(enrol, seen(patient, 120), submit)).toEqual([{ sent: 100, by: 120, on: 'inbox' }]);
  expect(sentinelsOf(enrol, submit, seen(patient, 170))).toEqual([{ sent: 100, by: 170, on: 'inbox' }]);
});
test('the first sight counts', () => {
  expect(sentinelsOf(enrol, seen(patient, 120), submit, seen(patient, 170))).toEqual([
    { sent: 100, by: 120, on: 'inbox' },
  ]);
});
test("somebody else's item does not", () => {
  const other = { ...patient, value: 'MRN2' };
  expect(sentinelsOf(enrol, seen(other, 120), submit)).toEqual([{ sent: 100, by: undefined }]);
});

test('where it was shown is known, and the surface that is judged counts before others', () => {
  const person = seen(patient, 170, 'person:1');
  const sweep = seen(patient, 180, 'sweep');
  expect(sentinelsOf(enrol, submit, person)).toEqual([{ sent: 100, by: 170, on: 'person' }]);
  expect(sentinelsOf(enrol, submit, person, sweep)).toEqual([{ sent: 100, by: 170, on: 'sweep' }]);
  expect(sentinelsOf(enrol, submit, sweep, person)).toEqual([{ sent: 100, by: 170, on: 'sweep' }]);
  expect(sentinelsOf(enrol, person, submit, seen(patient, 190, 'inbox:node-2'))).toEqual([
    { sent: 100, by: 170, on: 'inbox' },
  ]);
});
test('where it was shown is put together from all shares of a run', () => {
  const lead = new RunTally();
  const other = new RunTally();
  for (const line of [enrol, submit, seen(patient, 170, 'person:1')]) lead.feed(line, true);
  for (const line of [enrol, submit]) other.feed(line, false);
  expect(factsOf([lead.part(), other.part()]).sentinels).toEqual([{ sent: 100, by: 170, on: 'person' }]);
  other.feed(seen(patient, 190), true);
  expect(factsOf([lead.part(), other.part()]).sentinels).toEqual([{ sent: 100, by: 170, on: 'inbox' }]);
});

test('posts are counted but for those that an outage of the harness swallowed', () => {
  const tally = new RunTally();
  const post = op('lane/fhir', { op: 'reading.submit', reading: { identifier: reading, patient } }, 10);
  const lost = { ...post, outcome: 'unknown', answer: {} } as HistoryLine;
  const swallowed = { ...post, outcome: 'unknown', answer: { outage: true } } as HistoryLine;
  for (const line of [post, lost, swallowed, swallowed]) tally.feed(line, true);
  expect(tally.part().posts).toEqual({ sent: 2, accepted: 1 });
});
