import { type Identifier, keyOf, type Measure } from '../../contract/domain/index.ts';
import type { OpLine } from '../history/lines.ts';

/** A patient's submitted readings: what to look for at the end of a run, and where it came from. */
export interface DrainSubject {
  readonly lane: string;
  readonly patient: Identifier;
  readonly measures: Set<Measure>;
  /** Not answered with success: looked for one by one. */
  readonly doubtful: Map<string, Identifier>;
  /** One of very many: the inbox as a whole says what was alerted, and only what is doubtful is read. */
  readonly sparing?: true;
}

/** The patients of operations, each with what was submitted. */
export const subjectsOf = (ops: readonly OpLine[]): DrainSubject[] => {
  const byPatient = new Map<string, DrainSubject>();
  for (const { act, lane, outcome } of ops) {
    const patient =
      act.op === 'person.patient'
        ? act.patient.identifier
        : act.op === 'reading.submit'
          ? act.reading.patient
          : undefined;
    if (patient === undefined) continue;
    const key = keyOf(patient);
    const sent = byPatient.get(key) ?? { lane, patient, measures: new Set(), doubtful: new Map() };
    byPatient.set(key, sent);
    if (act.op !== 'reading.submit') continue;
    sent.measures.add(act.reading.measure);
    if (outcome !== 'ok') sent.doubtful.set(keyOf(act.reading.identifier), act.reading.identifier);
  }
  return [...byPatient.values()];
};
