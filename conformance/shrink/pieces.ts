import { keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import { operationsOf, patientOf } from './operations.ts';

/** The patient that a line is about, where it says so itself. */
const patientOfLine = (line: HistoryLine): string | undefined =>
  line.kind === 'op' ? patientOf(line) : line.kind === 'seen' ? keyOf(line.item.patient) : undefined;

/** Without everything of some patients. */
export const withoutPatients = (lines: readonly HistoryLine[], gone: ReadonlySet<string>): readonly HistoryLine[] =>
  lines.filter((line) => {
    const patient = patientOfLine(line);
    return patient === undefined || !gone.has(patient);
  });

/** Patients of what is played, not of the harness's own watch. */
export const patientsOf = (lines: readonly HistoryLine[]): readonly string[] => [
  ...new Set(operationsOf(lines).flatMap((op) => patientOf(op) ?? [])),
];

const readingsIn = (lines: Iterable<HistoryLine>): ReadonlySet<string> =>
  new Set(
    [...lines].flatMap((line) =>
      line.kind === 'op' && line.act.op === 'reading.submit' ? [keyOf(line.act.reading.identifier)] : [],
    ),
  );

/**
 * Without some operations, and without what came of them: items of a reading that nobody has sent any more. What an
 * operation that stays has shown is left as it was.
 */
export const withoutOps = (lines: readonly HistoryLine[], gone: ReadonlySet<OpLine>): readonly HistoryLine[] => {
  const left = lines.filter((line) => line.kind !== 'op' || !gone.has(line));
  const sent = readingsIn(left);
  const unsent = new Set([...readingsIn(gone)].filter((key) => !sent.has(key)));
  return left.filter(
    (line) => line.kind !== 'seen' || line.item.reading === undefined || !unsent.has(keyOf(line.item.reading)),
  );
};
