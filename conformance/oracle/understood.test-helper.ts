import type { HistoryLine } from '../history/lines.ts';
import { Analysis, analysePatient, surroundingsOf } from './analysis.ts';
import { patientCase } from './derive/patient-case.ts';
import type { PatientCase } from './derive/world.ts';
import { patientId } from './history-builder.test-helper.ts';
import { keyOf } from '../../contract/domain/index.ts';
import { Recorder } from './record/recorder.ts';

/** What the oracle makes of one patient of a history before it compares. Throws where there is no such patient. */
export const understood = (lines: readonly HistoryLine[], patient = keyOf(patientId())): PatientCase => {
  const [run, ...rest] = lines;
  if (run?.kind !== 'run') throw new Error('no run line');
  const recorder = new Recorder(run);
  for (const line of rest) recorder.take(line);
  const record = recorder.settle().patients.find((p) => p.key === patient);
  if (record === undefined) throw new Error(`no patient ${patient}`);
  return patientCase(analysePatient(record, surroundingsOf(recorder)));
};

/** The same of the patient whom a built history is about, by a clock that is exact. */
export const understoodExactly = (lines: readonly HistoryLine[]): PatientCase => {
  const patient = Analysis.of(lines).patients.find((p) => p.record.key === keyOf(patientId()));
  if (patient === undefined) throw new Error('no patient');
  return patientCase(patient);
};
