import type { Measure } from '../../contract/domain/index.ts';
import type { EndLine, HistoryLine, RunLine } from '../history/lines.ts';
import { readHistoryBatches } from '../history/reader.ts';

/** What a certificate looks at in a history, besides what the oracle makes of it. */
export interface HistoryFacts {
  readonly run: RunLine;
  readonly end: EndLine | undefined;
  /** Values of the identifiers of all patients that were made known. */
  readonly patients: readonly string[];
  /** What a sender was shown, and so was held to. */
  readonly measures: readonly Measure[];
  /** Names of wire bytes that lines refer to. */
  readonly wire: ReadonlySet<string>;
}

const bytesNamed = (line: HistoryLine): readonly (string | undefined)[] => {
  if (line.kind === 'seen') return [line.wire];
  return line.kind === 'op' || line.kind === 'arrived' ? [line.wire?.request, line.wire?.response] : [];
};

/**
 * Reads a history that was judged before, by the reader that the judge reads it with: what ends a line, and what a line
 * says, is the same for both. Throws InputProblem as that does.
 */
export const historyFacts = async (path: string): Promise<HistoryFacts> => {
  let run: RunLine | undefined;
  let end: EndLine | undefined;
  const patients = new Set<string>();
  const measures = new Set<Measure>();
  const wire = new Set<string>();
  for await (const lines of readHistoryBatches(path))
    for (const line of lines) {
      if (line.kind === 'run') run = line;
      if (line.kind === 'end') end = line;
      for (const name of bytesNamed(line)) if (name !== undefined) wire.add(name);
      if (line.kind !== 'op') continue;
      const { act } = line;
      if (act.op === 'person.patient') patients.add(act.patient.identifier.value);
      if (act.op === 'phone.enrol') patients.add(act.phone.patient.value);
      if (act.op === 'phone.show') measures.add(act.reading.measure);
    }
  if (run === undefined) throw new Error(`${path} is empty`);
  return { run, end, patients: [...patients], measures: [...measures].toSorted(), wire };
};
