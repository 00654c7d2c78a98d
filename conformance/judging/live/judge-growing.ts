import { keyOf } from '../../../contract/domain/index.ts';
import { NS_PER_MS } from '../../history/clock.ts';
import type { HistoryLine } from '../../history/lines.ts';
import { LineParser } from '../../history/parse-line.ts';
import { readBatches } from '../../history/reader.ts';
import { patientOfOp } from '../../oracle/record/patient-of-op.ts';
import { type JudgedPart, Judging } from '../judging.ts';
import { Quiet } from './quiet.ts';

/** A patient is quiet after so many of the longest deadlines, and never sooner than this. */
const GRACE_DEADLINES = 4;
const LEAST_GRACE_MS = 3000;

/** Of whom a line tells, and up to which instant; undefined: of nobody alone. */
const toldBy = (line: HistoryLine): { readonly patient: string; readonly at: number } | undefined => {
  if (line.kind === 'seen') return { patient: keyOf(line.item.patient), at: line.by };
  const about = line.kind === 'op' ? patientOfOp(line) : undefined;
  return about === undefined || line.kind !== 'op' ? undefined : { patient: keyOf(about), at: line.settled };
};

/**
 * Judges a history while it is written: patients of whom nothing more comes are judged at once, so that little is left
 * to do when the last line is there. What comes of it is what comes of the whole file. `chunks`: its bytes, to the end.
 * Throws InputProblem for a file that is no history.
 */
export const judgeGrowing = async (path: string, chunks: AsyncGenerator<Buffer>): Promise<JudgedPart> => {
  const judging = new Judging();
  let quiet = new Quiet(LEAST_GRACE_MS * NS_PER_MS);
  let now = 0;
  for await (const lines of readBatches(path, new LineParser(path, { wire: false }), { chunks })) {
    for (const line of lines) {
      judging.feed(line);
      if (line.kind === 'run') {
        const { critical, other } = line.deadlines;
        quiet = new Quiet(Math.max(LEAST_GRACE_MS, GRACE_DEADLINES * Math.max(critical, other)) * NS_PER_MS);
      }
      const told = toldBy(line);
      if (told === undefined) continue;
      quiet.note(told.patient, told.at);
      now = Math.max(now, told.at);
    }
    for (const patient of quiet.take(now)) judging.early(patient);
  }
  return judging.part();
};
