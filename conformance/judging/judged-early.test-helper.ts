import { vi } from 'vitest';
import { keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../history/lines.ts';
import { EarlyBook } from '../oracle/early/early-book.ts';
import { patientOfOp } from '../oracle/record/patient-of-op.ts';
import { canonicalJson } from '../verdict/canonical-json.ts';
import { catalogue } from './in-parts.test-helper.ts';
import { Judging } from './judging.ts';

/** Keys of the patients that operations are about. */
export const patientsIn = (lines: readonly HistoryLine[]): readonly string[] => [
  ...new Set(
    lines.flatMap((line) => {
      const about = line.kind === 'op' ? patientOfOp(line) : undefined;
      return about === undefined ? [] : [keyOf(about)];
    }),
  ),
];

/** The verdicts on lines; after each of them, `asked` says whom to judge early. `counted`: how many patients were then only counted at the end. */
export const judgedEarly = (
  lines: readonly HistoryLine[],
  asked: (fed: number) => readonly string[],
): { readonly text: string; readonly counted: number } => {
  const judging = new Judging();
  const count = vi.spyOn(EarlyBook.prototype, 'count');
  try {
    for (const [i, line] of lines.entries()) {
      judging.feed(line);
      for (const patient of asked(i)) judging.early(patient);
    }
    const text = canonicalJson(judging.finish(catalogue));
    return { text, counted: count.mock.calls.length };
  } finally {
    count.mockRestore();
  }
};
