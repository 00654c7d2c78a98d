import { expect, test } from 'vitest';
import type { Finding, RequirementVerdict } from '../verdict/types.ts';
import { brokenElsewhere } from './related.ts';

const broken = (requirement: string, ...subjects: readonly Finding['subject'][]): RequirementVerdict => ({
  requirement,
  level: 'MUST',
  statement: '',
  verdict: subjects.length > 0 ? 'FAIL' : 'PASS',
  reason: '',
  counts: { must: 1, mustNot: 1, may: 0, overflow: 0, broken: subjects.length, undecided: 0 },
  findings: subjects.map((subject) => ({
    requirement,
    lane: 'l',
    polarity: 'must',
    outcome: 'broken',
    subject,
    expected: '',
    observed: '',
    lines: [],
  })),
});

const named = broken('LIM-02', { patient: 'p', order: 'o', reading: 'r1', item: 'i1' });
const others = (...verdicts: readonly RequirementVerdict[]) => brokenElsewhere([named, ...verdicts], named);

test('the same reading, and its item, are the same defect', () => {
  expect(others(broken('LIM-01', { patient: 'p', reading: 'r1' }), broken('ALR-03', { item: 'i1' }))).toEqual([]);
});
test('another reading of the same patient is another', () => {
  expect(others(broken('ALR-01', { patient: 'p', reading: 'r1' }, { patient: 'p', reading: 'r2' }))).toEqual([
    'ALR-01',
  ]);
});
test('what is about a patient as a whole goes with what is about that patient', () => {
  expect(others(broken('AUD-01', { patient: 'p' }))).toEqual([]);
  expect(others(broken('AUD-01', { patient: 'q' }))).toEqual(['AUD-01']);
});
test('an order that the named one does not touch is another', () => {
  expect(others(broken('ORD-05', { patient: 'p', order: 'o2' }))).toEqual(['ORD-05']);
});
test('what is about nothing is about nothing of this', () => {
  expect(others(broken('FHR-01', {}))).toEqual(['FHR-01']);
});
test('what did not fail is not asked', () => {
  expect(others(broken('LIM-03'))).toEqual([]);
});
test('what the named one could not decide is no other defect; what it found met is', () => {
  const [first] = named.findings;
  if (first === undefined) throw new Error('it found nothing');
  const alsoFound = (outcome: Finding['outcome']): RequirementVerdict => ({
    ...named,
    findings: [first, { ...first, outcome, subject: { patient: 'p', reading: 'r2' } }],
  });
  const another = broken('LIM-01', { patient: 'p', reading: 'r2' });
  expect(brokenElsewhere([another], alsoFound('undecided'))).toEqual([]);
  expect(brokenElsewhere([another], alsoFound('met'))).toEqual(['LIM-01']);
});
