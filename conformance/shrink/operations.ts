import { keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import { isTechnicalLane } from '../verdict/technical-lane.ts';

/** The patient that an operation is about, `system|value`; undefined: none, or that of an item. */
export const patientOf = ({ act }: OpLine): string | undefined => {
  switch (act.op) {
    case 'person.patient':
      return keyOf(act.patient.identifier);
    case 'device.register':
      return act.device.patient === undefined ? undefined : keyOf(act.device.patient);
    case 'order.submit':
    case 'order.change':
      return keyOf(act.order.patient);
    case 'permission.set':
      return keyOf(act.permission.patient);
    case 'reading.submit':
      return keyOf(act.reading.patient);
    case 'message.send':
      return keyOf(act.message.patient);
    default:
      return 'patient' in act && act.patient !== undefined ? keyOf(act.patient) : undefined;
  }
};

/** Operations that are not the harness's own watch over the run. */
export const operationsOf = (lines: readonly HistoryLine[]): readonly OpLine[] =>
  lines.filter((line): line is OpLine => line.kind === 'op' && !isTechnicalLane(line.lane));

/** What of a patient is part of enrolling them: the patient, a device, and of each measure the first order and permission. */
const enrolmentOf = ({ act }: OpLine): string | undefined => {
  switch (act.op) {
    case 'person.patient':
    case 'device.register':
      return act.op;
    case 'order.submit':
      return `order ${act.order.measure}`;
    case 'permission.set':
      return act.permission.status === 'granted' ? `permission ${act.permission.measure}` : undefined;
    case 'phone.enrol':
      return act.op;
    case 'phone.permission':
      return act.status === 'granted' ? `permission ${act.measure}` : undefined;
    default:
      return undefined;
  }
};

/** How many operations a counterexample takes; an enrolled patient counts as one. */
export const sizeOf = (lines: readonly HistoryLine[]): number => {
  const enrolled = new Map<string, Set<string>>();
  let others = 0;
  for (const op of operationsOf(lines)) {
    const patient = patientOf(op);
    if (patient !== undefined && !enrolled.has(patient)) enrolled.set(patient, new Set());
    const part = enrolmentOf(op);
    const known = patient === undefined ? undefined : enrolled.get(patient);
    if (part === undefined || known === undefined || known.has(part)) others++;
    else known.add(part);
  }
  return enrolled.size + others;
};
