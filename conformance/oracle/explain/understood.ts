import { dueFact, Originals } from '../derive/due-facts.ts';
import { analysePatient, surroundingsOf, type PatientAnalysis } from '../analysis.ts';
import { demandFacts } from '../derive/demand-facts.ts';
import { dueDemands } from '../derive/due-demands.ts';
import { matchItems, type Matching } from '../derive/item-matching.ts';
import { makeWorld } from '../derive/make-world.ts';
import { patientCase } from '../derive/patient-case.ts';
import type { PatientCase, World } from '../derive/world.ts';
import type { Surroundings } from '../explore/ambience.ts';
import type { DemandFact, DueFact } from '../facts.ts';
import type { Recorder } from '../record/recorder.ts';

/** One patient of a history, with everything that can be told of his or her readings, orders and items. */
export interface Understood {
  readonly patient: PatientCase;
  readonly surroundings: Surroundings;
  readonly world: World;
  readonly matching: Matching;
  readonly demands: readonly DemandFact[];
  readonly dues: readonly DueFact[];
}

const understood = (analysis: PatientAnalysis, surroundings: Surroundings, world: World): Understood => {
  const patient = patientCase(analysis);
  const due = patient.measures.flatMap((view) => dueDemands(view, patient.record, world.end).demands);
  const matching = matchItems(patient, due);
  const originals = new Originals(due.length === 0 ? [] : patient.record.items);
  return {
    patient,
    surroundings,
    world,
    matching,
    demands: demandFacts(patient, (demand) => matching.of.get(demand) ?? [], world),
    dues: due.map((demand) => dueFact(demand, matching.ofDue.get(demand) ?? [], patient, world, originals)),
  };
};

/** Closes a record and understands one of its patients, by key. Undefined: the history does not know that patient. */
export const understand = (recorder: Recorder, patientKey: string): Understood | undefined => {
  const { patients, items } = recorder.settle();
  const record = patients.find((p) => p.key === patientKey);
  if (record === undefined) return undefined;
  const surroundings = surroundingsOf(recorder);
  return understood(analysePatient(record, surroundings), surroundings, makeWorld(recorder, items));
};
