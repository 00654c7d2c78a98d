import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Measure } from '../../contract/domain/index.ts';
import type { EndLine, OpLine, RunLine } from '../history/lines.ts';

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

// A quote inside a JSON text is written \", so these cannot stand in what a patient or a system wrote.
const REFERENCES = /"(?:request|response|wire)":"([0-9a-f]{64})"/g;
const KNOWN = ['"op":"person.patient"', '"op":"phone.enrol"', '"op":"phone.show"'];

/** Reads a history that was judged before, so that its lines are known to be whole. */
export const historyFacts = async (path: string): Promise<HistoryFacts> => {
  let run: RunLine | undefined;
  let last = '';
  const patients = new Set<string>();
  const measures = new Set<Measure>();
  const wire = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line === '') continue;
    run ??= JSON.parse(line) as RunLine;
    last = line;
    for (const [, name = ''] of line.matchAll(REFERENCES)) wire.add(name);
    if (!KNOWN.some((act) => line.includes(act))) continue;
    const { kind, act } = JSON.parse(line) as OpLine;
    if (kind !== 'op') continue;
    if (act.op === 'person.patient') patients.add(act.patient.identifier.value);
    if (act.op === 'phone.enrol') patients.add(act.phone.patient.value);
    if (act.op === 'phone.show') measures.add(act.reading.measure);
  }
  if (run === undefined) throw new Error(`${path} is empty`);
  const end = last.startsWith('{"kind":"end"') ? (JSON.parse(last) as EndLine) : undefined;
  return { run, end, patients: [...patients], measures: [...measures].toSorted(), wire };
};
