import { expect, test } from 'vitest';
import type { HistoryLine } from '../../history/lines.ts';
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
const seen = (of: typeof patient, by: number): HistoryLine =>
  ({ kind: 'seen', by, item: { reading, patient: of } }) as HistoryLine;
const submit = op('sentinel/before', { op: 'reading.submit', reading: { identifier: reading, patient } }, 100);
const enrol = op('sentinel/before', { op: 'person.patient', patient: { identifier: patient } }, 10);

const sentinelsOf = (...lines: HistoryLine[]) => {
  const tally = new RunTally();
  for (const line of lines) tally.feed(line, true);
  return [...tally.part().sentinels.values()];
};

test('an item may come into sight before the answer to its reading has, and proves no less', () => {
  expect(sentinelsOf(enrol, seen(patient, 120), submit)).toEqual([{ sent: 100, by: 120 }]);
  expect(sentinelsOf(enrol, submit, seen(patient, 170))).toEqual([{ sent: 100, by: 170 }]);
});
test('the first sight counts', () => {
  expect(sentinelsOf(enrol, seen(patient, 120), submit, seen(patient, 170))).toEqual([{ sent: 100, by: 120 }]);
});
test("somebody else's item does not", () => {
  const other = { ...patient, value: 'MRN2' };
  expect(sentinelsOf(enrol, seen(other, 120), submit)).toEqual([{ sent: 100, by: undefined }]);
});

test('posts are counted but for those that an outage of the harness swallowed', () => {
  const tally = new RunTally();
  const post = op('lane/fhir', { op: 'reading.submit', reading: { identifier: reading, patient } }, 10);
  const lost = { ...post, outcome: 'unknown', answer: {} } as HistoryLine;
  const swallowed = { ...post, outcome: 'unknown', answer: { outage: true } } as HistoryLine;
  for (const line of [post, lost, swallowed, swallowed]) tally.feed(line, true);
  expect(tally.part().posts).toEqual({ sent: 2, accepted: 1 });
});
