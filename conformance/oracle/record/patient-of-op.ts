import type { Identifier } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';

/** The one patient that an operation is about; undefined: several, none, or one that only its item tells. */
export const patientOfOp = ({ act }: OpLine): Identifier | undefined => {
  switch (act.op) {
    case 'person.patient':
      return act.patient.identifier;
    case 'device.register':
      return act.device.patient;
    case 'order.submit':
    case 'order.change':
      return act.order.patient;
    case 'permission.set':
      return act.permission.patient;
    case 'reading.submit':
      return act.reading.patient;
    case 'message.send':
      return act.message.patient;
    case 'order.read':
    case 'permission.read':
    case 'notice.list':
    case 'reading.read':
    case 'message.read':
    case 'audit.read':
    case 'tracker.list':
    case 'tracker.set':
    case 'eligibility.read':
    case 'surface.try':
    case 'subscription.step':
    case 'alerts.listen':
    case 'alerts.read':
    case 'inbox.look':
    case 'clock.advance':
    case 'phone.enrol':
    case 'phone.permission':
    case 'phone.show':
    case 'phone.delete':
      return act.patient;
    case 'person.clinician':
    case 'person.pool':
    case 'item.act':
    case 'capability.read':
    case 'returned.check':
    case 'coverage.set':
    case 'guidance.read':
    case 'source.set':
      return undefined;
  }
};
