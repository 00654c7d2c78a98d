import { describe, expect, test } from 'vitest';
import { crowd } from './crowd.test-helper.ts';
import { judgedEarly, patientsIn } from './judged-early.test-helper.ts';
import { CORRUPTIONS, firstCorrupted, type NamedHistory, played } from './played-cases.test-helper.ts';

interface Compared {
  /** Names of those that are judged otherwise. */
  readonly unlike: readonly string[];
  /** How many patients were only counted at the end, because they had been judged early. */
  readonly counted: number;
}

/** Three of each patient, judged after every fifth line, and after the last but one. */
const compared = (all: readonly NamedHistory[]): Compared => {
  const each = all.map(({ name, lines: alone }) => {
    const lines = crowd(alone, 3);
    const patients = patientsIn(lines);
    const whole = judgedEarly(lines, () => []).text;
    const often = judgedEarly(lines, (fed) => (fed % 5 === 0 ? patients : []));
    const last = judgedEarly(lines, (fed) => (fed === lines.length - 2 ? patients : []));
    return {
      unlike: [...(often.text === whole ? [] : [`${name}: often`]), ...(last.text === whole ? [] : [`${name}: last`])],
      counted: often.counted + last.counted,
    };
  });
  return { unlike: each.flatMap((c) => c.unlike), counted: each.reduce((sum, c) => sum + c.counted, 0) };
};

test('every worked case is judged alike, however early its patients are judged', { timeout: 240_000 }, () => {
  expect(played.length).toBeGreaterThan(100);
  const { unlike, counted } = compared(played);
  expect(unlike).toEqual([]);
  expect(counted).toBeGreaterThan(100);
});

describe.each(CORRUPTIONS)('and with %s corrupted', (_name, corrupt) => {
  test('the first of them', { timeout: 120_000 }, () => {
    expect(compared(firstCorrupted(corrupt, 4)).unlike).toEqual([]);
  });
});
