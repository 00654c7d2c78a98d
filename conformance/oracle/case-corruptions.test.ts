import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import { ANSWER_CORRUPTIONS, FIELD_CORRUPTIONS, ITEM_CORRUPTIONS } from './case-corruptions.test-helper.ts';
import { READING_CORRUPTIONS, TRACKER_CORRUPTIONS } from './case-shown-corruptions.test-helper.ts';
import { playedCase } from './case-play.test-helper.ts';
import { judgedExactly } from './judged.test-helper.ts';

/** Requirements that are broken in a history whose clock is exact. */
const brokenIn = (lines: readonly HistoryLine[]): readonly string[] =>
  [...judgedExactly(lines).ledger.requirements].filter(([, tally]) => tally.broken > 0).map(([id]) => id);

const played = loadCases().map((worked) => ({ worked, lines: playedCase(worked) }));

describe.each(
  Object.entries({
    ...ITEM_CORRUPTIONS,
    ...FIELD_CORRUPTIONS,
    ...ANSWER_CORRUPTIONS,
    ...READING_CORRUPTIONS,
    ...TRACKER_CORRUPTIONS,
  }),
)('worked cases with %s corrupted', (_name, corrupt) => {
  const all = played.flatMap(({ worked, lines }) => corrupt(lines).map((c) => ({ ...c, worked })));

  test('are never judged right', () => {
    const missed = all.flatMap(({ worked, what, lines, breaks }) => {
      const broken = brokenIn(lines);
      const found = breaks.length === 0 ? broken.length > 0 : breaks.some((id) => broken.includes(id));
      return found ? [] : [`case ${worked.number} ${worked.name}: ${what}; broken: ${broken.join(' ')}`];
    });
    expect(missed).toEqual([]);
  });

  test('are several', () => expect(all.length).toBeGreaterThan(2));
});
