import type { Act, ActName, Via, WireDefect } from '../history/lines.ts';
import { fitsV2 } from './hl7v2/fits.ts';

type Carrier = (act: Act) => boolean;

/** Acts whose effect a person can bring about at a screen and then say so; what is read is read by a machine. */
const BY_A_PERSON: ReadonlySet<ActName> = new Set([
  'person.patient',
  'person.clinician',
  'person.pool',
  'order.submit',
  'order.change',
  'permission.set',
  'coverage.set',
  'item.act',
]);

/** What is about the surface itself. */
const OF_FHIR: ReadonlySet<ActName> = new Set([
  'capability.read',
  'returned.check',
  'surface.try',
  'subscription.step',
]);

const OF_HEADERS: ReadonlySet<WireDefect['kind']> = new Set(['message-type', 'processing-id', 'version']);

/** What only a connection of HL7 v2 has: types of messages, manners of sending, and a change that is not the whole. */
const isOfMessages = (act: Act): boolean =>
  (act.op === 'order.change' && act.delta === true) ||
  (act.op === 'reading.submit' &&
    (act.transport !== undefined || (act.defect !== undefined && OF_HEADERS.has(act.defect.kind))));

/** What is said by nobody but a sender of HL7 v2: the harness listens for it. */
const isOfAlerts = (act: Act): boolean => act.op === 'alerts.listen' || act.op === 'alerts.read';

/** Conditions, and marks that can be left out, are of FHIR. */
const isOfFhirAlone = (act: Act): boolean =>
  act.op === 'reading.submit' && (act.condition !== undefined || act.defect?.kind === 'unmarked');

/** What can be there before the run: those whom the profile lists. */
const madeBefore: Carrier = (act) => act.op === 'person.clinician' || act.op === 'person.pool';

const byV2: Carrier = (act) => {
  if (act.op === 'reading.submit') return act.defect?.kind !== 'sender-of' && !isOfFhirAlone(act);
  if (isOfAlerts(act)) return true;
  return (act.op === 'order.submit' || act.op === 'order.change') && fitsV2(act.order);
};

const CARRIES: Readonly<Record<Via, Carrier>> = {
  fhir: (act) => !isOfMessages(act) && !isOfAlerts(act),
  hl7v2: byV2,
  'port-protocol': (act) => !isOfMessages(act) && !isOfAlerts(act) && !isOfFhirAlone(act) && !OF_FHIR.has(act.op),
  provisioned: madeBefore,
  command: () => false,
  operator: (act) => BY_A_PERSON.has(act.op) && !isOfMessages(act),
};

/** Whether one way of serving a port can bring about an act at all. */
export const carries = (via: Via, act: Act): boolean => CARRIES[via](act);
