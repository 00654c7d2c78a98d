import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { EndLine, OpLine, RunLine } from '../history/lines.ts';

/** What a certificate looks at in a history, besides what the oracle makes of it. */
export interface HistoryFacts {
  readonly run: RunLine;
  readonly end: EndLine | undefined;
  /** Values of the identifiers of all patients that were made known. */
  readonly patients: readonly string[];
  /** Names of wire bytes that lines refer to. */
  readonly wire: ReadonlySet<string>;
}

// A quote inside a JSON text is written \", so these cannot stand in what a patient or a system wrote.
const REFERENCES = /"(?:request|response|wire)":"([0-9a-f]{64})"/g;
const PATIENT = '"op":"person.patient"';

/** Reads a history that was judged before, so that its lines are known to be whole. */
export const historyFacts = async (path: string): Promise<HistoryFacts> => {
  let run: RunLine | undefined;
  let last = '';
  const patients = new Set<string>();
  const wire = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line === '') continue;
    run ??= JSON.parse(line) as RunLine;
    last = line;
    for (const [, name = ''] of line.matchAll(REFERENCES)) wire.add(name);
    if (!line.includes(PATIENT)) continue;
    const { kind, act } = JSON.parse(line) as OpLine;
    if (kind === 'op' && act.op === 'person.patient') patients.add(act.patient.identifier.value);
  }
  if (run === undefined) throw new Error(`${path} is empty`);
  const end = last.startsWith('{"kind":"end"') ? (JSON.parse(last) as EndLine) : undefined;
  return { run, end, patients: [...patients], wire };
};
