import { setTimeout as after } from 'node:timers/promises';
import type { Namespaces } from '../../../../contract/wire/hl7v2/identifier.ts';
import type { AlertOutbox } from '../../../alerts/outbox.ts';
import type { Destination } from './link.ts';
import { mllpLink } from './link.ts';
import type { AlertForm, Parties } from './message.ts';
import { messageOf } from './message.ts';
import type { AlertSender, Pauses } from './sender.ts';
import { startAlertSender } from './sender.ts';

/** Where and how In Basket items are told by HL7 v2. */
export interface AlertOptions extends Destination {
  /** Default `r40`. */
  readonly form?: AlertForm;
  readonly namespaces: Namespaces;
  /** Default: RPM to EHR, both of GOODHEALTH. */
  readonly parties?: Parties;
  /** Default 10 s. */
  readonly ackTimeoutMs?: number;
  /** Default: from half a second to 15 s. */
  readonly pauses?: Pauses;
}

const PARTIES: Parties = {
  sendingApplication: 'RPM',
  sendingFacility: 'GOODHEALTH',
  receivingApplication: 'EHR',
  receivingFacility: 'GOODHEALTH',
};

const PAUSES: Pauses = {
  firstMs: 500,
  mostMs: 15_000,
  wait: (ms, stopped) => after(ms, undefined, { signal: stopped, ref: false }).catch(() => {}),
};

/** Sends what waits in the outbox, and whatever comes into it, until it is closed. */
export const startAlerts = (outbox: AlertOutbox, options: AlertOptions): AlertSender => {
  const { form = 'r40', namespaces, parties = PARTIES, ackTimeoutMs = 10_000, pauses = PAUSES } = options;
  return startAlertSender(
    outbox,
    mllpLink(options, ackTimeoutMs),
    (alert) => messageOf(alert, form, parties, namespaces),
    pauses,
  );
};
