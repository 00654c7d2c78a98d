import type { RunningReference } from '../../reference-impl/server.ts';
import { type Tally, tallyText } from '../simulate/send.ts';
import type { Playing } from './clinic.ts';

/** What is said when the clinic is open. */
export const greeting = (
  { fhirBase, hl7 }: Pick<RunningReference, 'fhirBase' | 'hl7'>,
  { pace, days }: Pick<Playing, 'pace' | 'days'>,
): string => `
The clinic is open:   ${new URL('/', fhirBase).href}

  Choose a clinician there: within ten seconds an abnormal reading comes to the In Basket of the one who is responsible.
  Two patients have no order yet: until one is placed, their readings are refused.
  Faults to switch on are on the operator's page.

FHIR R4   ${fhirBase}
HL7 v2    mllp://${hl7.host}:${hl7.port}
Time goes ${pace} times as fast as here, for ${days} days of the patients. No access control: this machine alone is served.
Synthetic patients; a test system, not a medical device. Ctrl-C ends it, and nothing is kept.
`;

/** What is said at the end. */
export const farewell = (tally: Tally): string => `\nWhat the devices sent:\n${tallyText(tally)}`;
