import { expect, test } from 'vitest';
import type { Report } from './finding.ts';
import { Ledger } from './ledger.ts';

const report = (more: Partial<Report>): Report => ({
  lane: 'l',
  polarity: 'must',
  outcome: 'met',
  subject: {},
  expected: () => 'this',
  observed: () => 'that',
  lines: [3, 1, 3],
  ...more,
});

test('everything is counted, and at most fifty of each outcome are kept', () => {
  const ledger = new Ledger();
  for (let i = 0; i < 60; i += 1) {
    ledger.report('A', report({ outcome: 'broken' }));
    ledger.report('A', report({ outcome: 'undecided', polarity: 'must-not' }));
    ledger.report('A', report({ warning: 'tight' }));
  }
  const tally = ledger.requirements.get('A');
  expect(tally).toMatchObject({ must: 120, mustNot: 60, broken: 60, undecided: 60, warned: 60 });
  expect(tally?.findings.filter((f) => f.outcome === 'broken')).toHaveLength(50);
  expect(tally?.findings.filter((f) => f.outcome === 'undecided')).toHaveLength(50);
  expect(tally?.findings.filter((f) => f.warning !== undefined)).toHaveLength(50);
  expect(ledger.lane('l')).toEqual({ must: 120, mustNot: 60, broken: 60, undecided: 60, warned: 60 });
});

test('of what was met the first of each polarity and binding is kept, so that every binding can be shown as met', () => {
  const ledger = new Ledger();
  const lanes = ['a/fhir', 'b/fhir', 'a/hl7v2', 'check:X/of/hl7v2', 'sentinel', 'a/other', 'fhir'];
  for (const lane of [...lanes, ...lanes]) {
    ledger.report('A', report({ lane }));
    ledger.report('A', report({ lane, polarity: 'must-not' }));
  }
  const kept = ledger.requirements.get('A')?.findings.map((f) => `${f.polarity} ${f.lane}`);
  expect(kept).toEqual([
    'must a/fhir',
    'must-not a/fhir',
    'must a/hl7v2',
    'must-not a/hl7v2',
    'must sentinel',
    'must-not sentinel',
  ]);
});

test('the lanes of the harness have one binding between them, which is none', () => {
  const ledger = new Ledger();
  for (const lane of ['sentinel', 'observer', 'a/none']) ledger.report('A', report({ lane }));
  expect(ledger.requirements.get('A')?.findings.map((f) => f.lane)).toEqual(['sentinel']);
});

test('of each finding that is kept it is known when it was made', () => {
  const ledger = new Ledger();
  for (const rank of [3, 4, 'p|1']) {
    ledger.rank = rank;
    ledger.report('A', report({ outcome: rank === 4 ? 'met' : 'broken' }));
    ledger.report('B', report({}));
  }
  expect(ledger.requirements.get('A')?.ranks).toEqual([3, 4, 'p|1']);
  expect(ledger.requirements.get('B')?.ranks).toEqual([3]);
});

test('what was met counts the same without words, once one like it is kept', () => {
  const [told, counted] = [new Ledger(), new Ledger()];
  expect(counted.met('A', 'a/fhir', 'must')).toBe(false);
  for (const lane of ['a/fhir', 'b/fhir', 'b/fhir'])
    for (const polarity of ['must', 'must-not'] as const) {
      told.report('A', report({ lane, polarity }));
      if (!counted.met('A', lane, polarity)) counted.report('A', report({ lane, polarity }));
    }
  expect(counted.met('A', 'a/hl7v2', 'must')).toBe(false);
  expect(counted.requirements.get('A')).toEqual(told.requirements.get('A'));
  expect(counted.lane('b/fhir')).toEqual(told.lane('b/fhir'));
});

test('what was met need not be reported once one of the same polarity and binding is kept', () => {
  const ledger = new Ledger();
  const asked = [];
  for (const lane of ['a/fhir', 'b/fhir', 'a/hl7v2'])
    for (const polarity of ['must', 'must', 'must-not', 'must-not'] as const) {
      const isCounted = ledger.met('A', lane, polarity);
      if (!isCounted) ledger.report('A', report({ lane, polarity }));
      asked.push(`${lane} ${polarity} ${isCounted ? 'counted' : 'reported'}`);
    }
  expect(asked).toEqual([
    'a/fhir must reported',
    'a/fhir must counted',
    'a/fhir must-not reported',
    'a/fhir must-not counted',
    'b/fhir must counted',
    'b/fhir must counted',
    'b/fhir must-not counted',
    'b/fhir must-not counted',
    'a/hl7v2 must reported',
    'a/hl7v2 must counted',
    'a/hl7v2 must-not reported',
    'a/hl7v2 must-not counted',
  ]);
  expect(ledger.requirements.get('A')).toMatchObject({ must: 6, mustNot: 6 });
});

test('of what was met the first of each polarity is kept, and words are made for it alone', () => {
  const ledger = new Ledger();
  let said = 0;
  const words = (): string => `${(said += 1)}`;
  for (let i = 0; i < 5; i += 1) {
    ledger.report('A', report({ expected: words }));
    ledger.report('A', report({ polarity: 'must-not', expected: words }));
  }
  expect(ledger.requirements.get('A')?.findings.map((f) => f.polarity)).toEqual(['must', 'must-not']);
  expect(said).toBe(2);
});

test('lines are sorted and said once', () => {
  const ledger = new Ledger();
  ledger.report('A', report({}));
  expect(ledger.requirements.get('A')?.findings[0]?.lines).toEqual([1, 3]);
});

test('what is free is counted and is no finding', () => {
  const ledger = new Ledger();
  ledger.may('A', 'l');
  expect(ledger.requirements.get('A')).toMatchObject({ may: 1, must: 0, findings: [] });
});

test('what is free only because too many states were possible is counted apart', () => {
  const ledger = new Ledger();
  ledger.may('A', 'l');
  ledger.may('A', 'l', 'too-many-states');
  expect(ledger.requirements.get('A')).toMatchObject({ may: 2, overflow: 1 });
});

test('of each lane it is known what was broken', () => {
  const ledger = new Ledger();
  for (const id of ['A', 'A', 'B']) ledger.report(id, report({ outcome: 'broken' }));
  ledger.report('C', report({}));
  expect(Object.fromEntries(ledger.broken.get('l') ?? [])).toEqual({ A: 2, B: 1 });
});
