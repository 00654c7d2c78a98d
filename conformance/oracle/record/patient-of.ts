import type { Identifier } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';

/** Whom an operation is about; undefined: everybody, or nobody. A look at an In Basket tells of more than one patient. */
export const patientOf = ({ act }: OpLine): Identifier | undefined => {
  switch (act.op) {
    case 'reading.submit':
      return act.reading.patient;
    case 'person.patient':
      return act.patient.identifier;
    case 'order.submit':
    case 'order.change':
      return act.order.patient;
    case 'permission.set':
      return act.permission.patient;
    case 'message.send':
      return act.message.patient;
    case 'device.register':
      return act.device.patient;
    case 'reading.read':
    case 'message.read':
    case 'audit.read':
    case 'tracker.set':
    case 'tracker.list':
    case 'eligibility.read':
    case 'clock.advance':
      return act.patient;
    default:
      return undefined;
  }
};
