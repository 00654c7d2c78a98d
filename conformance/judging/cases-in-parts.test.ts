import { describe, expect, test } from 'vitest';
import type { HistoryLine } from '../history/lines.ts';
import { eachJudged } from './in-parts.test-helper.ts';
import { CORRUPTIONS, firstCorrupted, type NamedHistory, played } from './played-cases.test-helper.ts';

/** A corrupted history has lines too many or too few, which no file may have. */
const numbered = (lines: readonly HistoryLine[]): HistoryLine[] =>
  lines.map((line, i) => (line.kind === 'run' ? line : { ...line, seq: i }));

const unlike = async (all: readonly NamedHistory[]) => {
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

describe.each(CORRUPTIONS)('and with %s corrupted', (_name, corrupt) => {
  test('the first of them', { timeout: 60_000 }, async () => {
    expect(await unlike(firstCorrupted(corrupt, 6))).toEqual([]);
  });
});
