import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import { ANSWER_CORRUPTIONS, FIELD_CORRUPTIONS, ITEM_CORRUPTIONS } from '../oracle/case-corruptions.test-helper.ts';
import { playedCase } from '../oracle/case-play.test-helper.ts';
import { READING_CORRUPTIONS, TRACKER_CORRUPTIONS } from '../oracle/case-shown-corruptions.test-helper.ts';
import { eachJudged } from './in-parts.test-helper.ts';

const played = loadCases().map((worked) => ({ name: `${worked.number} ${worked.name}`, lines: playedCase(worked) }));

/** A corrupted history has lines too many or too few, which no file may have. */
const numbered = (lines: readonly HistoryLine[]): HistoryLine[] =>
  lines.map((line, i) => (line.kind === 'run' ? line : { ...line, seq: i }));

const unlike = async (all: readonly { readonly name: string; readonly lines: readonly HistoryLine[] }[]) => {
  const names: string[] = [];
  for (const { name, lines } of all) {
    const [one, ...more] = await eachJudged(numbered(lines), [1, 2, 3]);
    if (more.some((text) => text !== one)) names.push(name);
  }
  return names;
};

test('every worked case is judged alike in one part and in more', { timeout: 120_000 }, async () => {
  expect(played.length).toBeGreaterThan(100);
  expect(await unlike(played)).toEqual([]);
});

describe.each(
  Object.entries({
    ...ITEM_CORRUPTIONS,
    ...FIELD_CORRUPTIONS,
    ...ANSWER_CORRUPTIONS,
    ...READING_CORRUPTIONS,
    ...TRACKER_CORRUPTIONS,
  }),
)('and with %s corrupted', (_name, corrupt) => {
  test('the first of them', { timeout: 60_000 }, async () => {
    const corrupted = played.flatMap(({ name, lines }) =>
      corrupt(lines)
        .slice(0, 1)
        .map((c) => ({ ...c, name })),
    );
    expect(await unlike(corrupted.slice(0, 6))).toEqual([]);
  });
});
