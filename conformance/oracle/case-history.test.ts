import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import type { WorkedCase } from '../../contract/cases/worked-case.ts';
import { HistoryLine } from '../history/lines.ts';
import { caseExpectations, caseHistory } from './case-history.test-helper.ts';

const cases = loadCases();
const named = (name: string): WorkedCase => {
  const found = cases.find((c) => c.name === name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  return found;
};
const expected = (name: string) => {
  const one = named(name);
  return caseExpectations(one, caseHistory(one).opOf);
};

describe('a worked case as a history', () => {
  test('every line is one of the history, in the order of time', () => {
    for (const one of cases) {
      const { lines } = caseHistory(one);
      for (const line of lines)
        expect(HistoryLine.safeParse(line).success, `${one.name} ${JSON.stringify(line)}`).toBe(true);
      const times = lines.flatMap((l) => (l.kind === 'op' ? [l.sent] : l.kind === 'seen' ? [l.by] : []));
      expect(times, one.name).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  test('every act but waiting has an operation with its outcome', () => {
    for (const one of cases) {
      const { opOf } = caseHistory(one);
      for (const act of one.acts) {
        if (act.op === 'clock.pass') expect(opOf(act)).toBeUndefined();
        else
          expect(opOf(act)?.outcome, `${one.name} ${act.said}`).toBe(
            act.expect.outcome === 'refused' ? 'refused' : 'ok',
          );
      }
    }
  });

  test('every item comes into sight before somebody acts on it', () => {
    for (const one of cases) {
      const seen = new Set<string>();
      for (const line of caseHistory(one).lines) {
        if (line.kind === 'seen') seen.add(line.item.identifier.value);
        if (line.kind === 'op' && line.act.op === 'item.act') expect(seen, one.name).toContain(line.act.item.value);
      }
    }
  });
});

describe('what a worked case expects', () => {
  test('slots are named as expectations.ts says', () => {
    const slots = new Set(cases.flatMap((c) => caseExpectations(c, caseHistory(c).opOf).items.map((i) => i.slot)));
    for (const slot of [
      'CASE5-SUGAR limits CASE5-BEYOND-CRITICAL critical HH',
      'CASE65-SUGAR repeated CASE65-ONE,CASE65-TWO,CASE65-THREE H',
      'CASE86-SUGAR missing 2035-03-06T14:00:00.000Z',
      'CASE116-SUGAR escalation CASE116-CRITICAL 2',
      'CASE141-SUGAR summary 2035-03-05T13:00:00.000Z',
      'CASE44-SUGAR data-quality CASE44-BEYOND',
    ])
      expect(slots).toContain(slot);
    expect([...slots].some((slot) => slot.startsWith('CASE52-SCALE change CASE52-FRI'))).toBe(true);
  });

  test('an item that is raised twice, one that is withdrawn, a digest and a summary', () => {
    expect(expected('LIM-change-comes-and-goes').items).toMatchObject([
      { raised: [2], standing: [1], late: [false, true] },
    ]);
    expect(expected('ALR-digest-last-leaves').items).toMatchObject([
      { raised: [1], standing: [0], content: [] },
      { raised: [1], standing: [1], content: ['CASE109-THIRD'] },
    ]);
    expect(expected('ALR-digest-first-is-corrected').items[0]).toMatchObject({
      content: ['CASE108-SECOND,CASE108-THIRD'],
    });
    expect(expected('ALR-summary-tells-what-was-filed').items.map((i) => i.content)).toContainEqual([
      '3 1 1 120 310 214',
    ]);
    expect(expected('ALR-summary-tells-what-was-filed').items.map((i) => i.content)).toContainEqual(['0 0 0 - - -']);
  });

  test('a conflict may be answered with what is stored on FHIR alone', () => {
    const may = expected('RDG-fhir-conflict').answers.filter((a) => a.accept === 'may');
    expect(may).toMatchObject([{ refusals: ['identifier-conflict'] }]);
    expect(expected('RDG-conflict').answers.filter((a) => a.accept === 'may')).toEqual([]);
  });
});
