import { keyOf, OPTIONAL_RULES } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../history/lines.ts';
import { actedOn } from './acted-on.ts';
import type { Surroundings } from './explore/ambience.ts';
import { type MeasureCase, measureCase } from './explore/measure-case.ts';
import type { PatientRecord } from './record/patient-record.ts';
import { Recorder } from './record/recorder.ts';

const MEASURES = ['glucose', 'weight'] as const;

/** What all patients of a settled record share. */
export const surroundingsOf = (recorder: Recorder): Surroundings => {
  const { clinicians, pools, decoys } = recorder.run.people;
  return {
    run: recorder.run,
    horizon: recorder.lastMono,
    coverage: recorder.coverage,
    sources: recorder.sources,
    declared: new Set(
      [...clinicians.map((c) => c.identifier), ...pools.map((p) => p.identifier), ...decoys].map(keyOf),
    ),
    people: recorder.people,
    contested: (key) => recorder.contested(key),
  };
};

/** One patient with everything that can be said before anything is compared with what was seen. */
export interface PatientAnalysis {
  readonly record: PatientRecord;
  readonly measures: readonly MeasureCase[];
}

/** Explores one patient's courses, measure by measure. */
export const analysePatient = (record: PatientRecord, surroundings: Surroundings): PatientAnalysis => {
  const acted = actedOn(record.items);
  return {
    record,
    measures: MEASURES.flatMap((measure) => measureCase(record, measure, surroundings, acted) ?? []),
  };
};

/** A whole history at once, for tests and explanations. */
export class Analysis {
  readonly patients: readonly PatientAnalysis[];
  readonly surroundings: Surroundings;
  /** Monotonic end of what is known. */
  readonly end: number;

  constructor(recorder: Recorder) {
    const { patients } = recorder.settle();
    this.surroundings = surroundingsOf(recorder);
    this.patients = patients.map((record) => analysePatient(record, this.surroundings));
    this.end = recorder.lastMono;
  }

  /** With an exact clock, and all optional rules claimed where the run does not say. Throws RangeError without a `run` line first. */
  static of(lines: readonly HistoryLine[]): Analysis {
    const [run, ...rest] = lines;
    if (run?.kind !== 'run') throw new RangeError('a history begins with its run line');
    const recorder = new Recorder({ ...run, claims: run.claims ?? [...OPTIONAL_RULES] }, 0n);
    for (const line of rest) recorder.take(line);
    return new Analysis(recorder);
  }
}
