import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import { histories } from '../../conformance/naive/generate/histories.test-helper.ts';
import { displayWidth } from '../../reports/terminal/width.ts';
import { explainedText, subjectsOf } from './explained.test-helper.ts';

const RUNS = Number(process.env['EXPLAIN_RUNS'] ?? 150);
const SEED = Number(process.env['EXPLAIN_SEED'] ?? 20_350_303);

const MOST_LINES = 60;
const WIDTH = 100;

const textsOf = (lines: readonly HistoryLine[]): readonly string[] =>
  subjectsOf(lines).map((subject) => explainedText(lines, subject));

describe(`every reading, item and order of ${RUNS} histories of seed ${SEED} (EXPLAIN_RUNS, EXPLAIN_SEED)`, () => {
  test('is explained, within the bounds of a screen, and each reading by its gates and its result', () => {
    fc.assert(
      fc.property(histories, ({ lines }) => {
        for (const text of textsOf(lines)) {
          const rows = text.split('\n');
          expect(rows.length, text).toBeLessThanOrEqual(MOST_LINES);
          for (const row of rows) expect(displayWidth(row), row).toBeLessThanOrEqual(WIDTH);
          if (!text.startsWith('Reading')) continue;
          expect(text).toMatch(/\n {2}gate 1 (passed|stopped it)|\n {2}the source stopped it/);
          expect(text).toMatch(/MUST|MAY/);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test('says the same of the lines that bear on its patient as of all lines', () => {
    fc.assert(
      fc.property(histories, ({ lines }) => {
        for (const subject of subjectsOf(lines))
          expect(explainedText(lines, subject)).toBe(explainedText(lines, subject, { ofAll: true }));
      }),
      { numRuns: Math.ceil(RUNS / 3), seed: SEED },
    );
  });
});
