import { loadCases } from '../../contract/cases/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import {
  ANSWER_CORRUPTIONS,
  type Corrupted,
  FIELD_CORRUPTIONS,
  ITEM_CORRUPTIONS,
} from '../oracle/case-corruptions.test-helper.ts';
import { playedCase } from '../oracle/case-play.test-helper.ts';
import { READING_CORRUPTIONS, TRACKER_CORRUPTIONS } from '../oracle/case-shown-corruptions.test-helper.ts';

export interface NamedHistory {
  readonly name: string;
  readonly lines: readonly HistoryLine[];
}

/** Every worked case as a right system plays it. */
export const played: readonly NamedHistory[] = loadCases().map((worked) => ({
  name: `${worked.number} ${worked.name}`,
  lines: playedCase(worked),
}));

export const CORRUPTIONS = Object.entries({
  ...ITEM_CORRUPTIONS,
  ...FIELD_CORRUPTIONS,
  ...ANSWER_CORRUPTIONS,
  ...READING_CORRUPTIONS,
  ...TRACKER_CORRUPTIONS,
});

/** The first corruption of each of the first `many` cases that can be corrupted so; those behind them are not made. */
export const firstCorrupted = (
  corrupt: (lines: readonly HistoryLine[]) => readonly Corrupted[],
  many: number,
): readonly NamedHistory[] =>
  played
    .values()
    .flatMap(({ name, lines }) =>
      corrupt(lines)
        .slice(0, 1)
        .map((corrupted) => ({ name, lines: corrupted.lines })),
    )
    .take(many)
    .toArray();
