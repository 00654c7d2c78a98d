import { encodeAlertMessage } from '../../../../contract/wire/hl7v2/alert.ts';
import { encodeAlertNote } from '../../../../contract/wire/hl7v2/alert-note.ts';
import type { Envelope } from '../../../../contract/wire/hl7v2/envelope.ts';
import type { Namespaces } from '../../../../contract/wire/hl7v2/identifier.ts';
import type { WaitingAlert } from '../../../alerts/alert.ts';
import { isoOf } from '../../../clock/instant.ts';

/** ORU^R40 of 2.6, or MDM^T02 of 2.5.1. */
export type AlertForm = 'r40' | 'mdm';

/** Who the alerts name as sender and receiver. */
export type Parties = Pick<
  Envelope,
  'sendingApplication' | 'sendingFacility' | 'receivingApplication' | 'receivingFacility'
>;

/** Unique for a sender and the same however often an alert is sent: its time and its number, at most 20 characters. */
export const controlIdOf = ({ seq, atMs }: WaitingAlert): string =>
  `${atMs.toString(36).toUpperCase()}-${seq.toString(36).toUpperCase()}`;

/** The bytes of an alert, the same however often it is sent. */
export const messageOf = (alert: WaitingAlert, form: AlertForm, parties: Parties, namespaces: Namespaces): string => {
  const envelope: Envelope = {
    ...parties,
    at: isoOf(alert.atMs),
    controlId: controlIdOf(alert),
    processingId: 'T',
  };
  return (form === 'r40' ? encodeAlertMessage : encodeAlertNote)(alert, envelope, namespaces);
};
