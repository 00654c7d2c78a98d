import { keyOf } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import { canServe } from '../people/eligibility.ts';
import { isOp } from '../record/patient-record.ts';
import type { Step } from './step.ts';

/** What happens around a patient and a measure, and what they depend on: who is known, who is away, which phone, which source. */
export const takeSurrounding = (step: Step, op: OpLine): void => {
  const { coverage, sources, phones, known } = step.course.state;
  if (isOp(op, 'coverage.set')) {
    const person = keyOf(op.act.coverage.person);
    const stated = { absences: op.act.coverage.absences, moment: step.moment, op };
    coverage.set(person, [...(coverage.get(person) ?? []), stated]);
  } else if (isOp(op, 'source.set')) sources.set(keyOf(op.act.source.identifier), op);
  else if (isOp(op, 'device.register')) phones.set(keyOf(op.act.device.identifier), canServe(op));
  else if (isOp(op, 'person.patient')) known.set(keyOf(op.act.patient.identifier), true);
  else if (isOp(op, 'person.clinician')) known.set(keyOf(op.act.clinician.identifier), true);
  else if (isOp(op, 'person.pool')) known.set(keyOf(op.act.pool.identifier), true);
};
