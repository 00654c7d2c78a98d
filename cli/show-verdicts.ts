import type { HistoryLine } from '../conformance/history/lines.ts';
import type { RunVerdicts } from '../conformance/verdict/types.ts';
import type { Catalogue } from '../contract/requirements/load.ts';
import { wantsColour } from '../reports/terminal/paint.ts';
import { verdictTable } from '../reports/terminal/verdict-table.ts';
import type { Io } from './io.ts';
import { requirementTexts } from './report-files.ts';

/** Prints the verdict table, failures with their evidence, and where the report lies. */
export const showVerdicts = (
  verdicts: RunVerdicts,
  catalogue: Catalogue,
  io: Io,
  more: { readonly lines?: readonly HistoryLine[]; readonly reportPath?: string } = {},
): void =>
  io.out(
    verdictTable(verdicts, {
      width: io.columns,
      colour: wantsColour(io.env, io.outIsTty),
      texts: requirementTexts(catalogue),
      ...more,
    }),
  );
