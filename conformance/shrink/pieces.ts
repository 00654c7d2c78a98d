import { keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import { operationsOf, patientOf } from './operations.ts';

/** The patient that a line is about, where it says so itself. */
const patientOfLine = (line: HistoryLine): string | undefined =>
  line.kind === 'op'
    ? patientOf(line)
    : line.kind === 'seen'
      ? keyOf(line.item.patient)
      : line.kind === 'arrived'
        ? keyOf(line.phone)
        : line.kind === 'fault' && line.patient !== undefined
          ? keyOf(line.patient)
          : undefined;

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

/** Measurements that were shown at phones: patient, and the value that their identifiers have to have. */
const shownIn = (lines: Iterable<HistoryLine>): ReadonlySet<string> =>
  new Set(
    [...lines].flatMap((line) =>
      line.kind === 'op' && line.act.op === 'phone.show'
        ? [`${keyOf(line.act.patient)} ${line.act.reading.identifier.value}`]
        : [],
    ),
  );

const readingsIn = (lines: Iterable<HistoryLine>): ReadonlySet<string> =>
  new Set(
    [...lines].flatMap((line) =>
      line.kind === 'op' && line.act.op === 'reading.submit' ? [keyOf(line.act.reading.identifier)] : [],
    ),
  );

/**
 * Without some operations, and without what came of them: items of a reading that nobody has sent any more, arrivals of a
 * measurement that nobody has shown. What an
 * operation that stays has shown is left as it was.
 */
export const withoutOps = (lines: readonly HistoryLine[], gone: ReadonlySet<OpLine>): readonly HistoryLine[] => {
  const left = lines.filter((line) => line.kind !== 'op' || !gone.has(line));
  const sent = readingsIn(left);
  const unsent = new Set([...readingsIn(gone)].filter((key) => !sent.has(key)));
  const shown = shownIn(left);
  const unshown = new Set([...shownIn(gone)].filter((key) => !shown.has(key)));
  const isGone = (line: HistoryLine): boolean =>
    line.kind === 'seen'
      ? line.item.reading !== undefined && unsent.has(keyOf(line.item.reading))
      : line.kind === 'arrived' &&
        line.reading !== undefined &&
        unshown.has(`${keyOf(line.phone)} ${line.reading.identifier.value}`);
  return left.filter((line) => !isGone(line));
};
