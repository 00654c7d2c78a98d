import { SYSTEM } from '../../../contract/codes/canonical.ts';
import { accept, refuse } from '../../../contract/refusal.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import { PCD_VERSION, VERSION } from '../../../contract/wire/hl7v2/envelope.ts';
import type { Segment } from '../../../contract/wire/hl7v2/segment.ts';
import type { Caller } from '../../pipeline.ts';
import { readAckMode } from './ack-mode.ts';

/** Admitted senders by `MSH-3|MSH-4`. */
export type Clients = Readonly<Record<string, Caller>>;

/** What a message wants: to tell of an order, of readings or of a person. */
export type Purpose = 'order' | 'reading' | 'person';

/**
 * Who sent this, by MSH-3 and MSH-4. `certified`: the name in the certificate of the connection, which
 * MSH-3 must then be; a certificate lets nobody speak in another's name. It also names the source that
 * readings come from, where nothing else is configured. Refused with `unauthenticated`.
 */
export const identifySender = (header: Segment, clients: Clients, certified?: string): Outcome<Caller> => {
  if (certified !== undefined && certified !== header.text(3))
    return refuse('unauthenticated', header.place(3), 'MSH-3 is not the name in the certificate');
  const name = `${header.text(3)}|${header.text(4)}`;
  const caller = Object.hasOwn(clients, name) ? clients[name] : undefined;
  if (caller === undefined) return refuse('unauthenticated', header.place(3), 'MSH-3 and MSH-4 are not known here');
  return accept(certified === undefined ? caller : { source: { system: SYSTEM.client, value: certified }, ...caller });
};

const EVENTS: Readonly<Record<string, Readonly<Record<string, Purpose>>>> = {
  OMG: { O19: 'order' },
  ORM: { O01: 'order' },
  ORU: { R01: 'reading' },
  ADT: { A28: 'person', A04: 'person', A08: 'person' },
};

/** MSH-11: debugging and training. Production data has no place in a test system, and is rejected. */
const PROCESSING_IDS = ['T', 'D'];

/** 2.5.1 says 20, later versions 199; what is longer would be kept and echoed for nothing. */
const LONGEST_CONTROL_ID = 199;

/**
 * Whether the header is one we can serve, and for what. Refusals, all answered AR:
 * `unsupported-version`, `unsupported-message`, `unsupported-event`, `unsupported-processing-id`;
 * and, answered AE, `missing-element` without a control id and `bad-value` with one too long or
 * with an acknowledgement mode that is none.
 */
export const readPurpose = (header: Segment): Outcome<Purpose> => {
  // IHE PCD-01 is of 2.6; orders have one version.
  const versions = header.text(9) === 'ORU' ? [VERSION, PCD_VERSION] : [VERSION];
  if (!versions.includes(header.text(12)))
    return refuse('unsupported-version', header.place(12), `only ${versions.join(' and ')}`);
  const events = Object.hasOwn(EVENTS, header.text(9)) ? EVENTS[header.text(9)] : undefined;
  if (events === undefined)
    return refuse('unsupported-message', header.place(9, 1), `one of ${Object.keys(EVENTS).join(', ')}`);
  const event = header.text(9, { component: 2 });
  const purpose = Object.hasOwn(events, event) ? events[event] : undefined;
  if (purpose === undefined) return refuse('unsupported-event', header.place(9, 2), Object.keys(events).join(', '));
  if (!PROCESSING_IDS.includes(header.text(11))) {
    return refuse('unsupported-processing-id', header.place(11), 'this is a test system: T');
  }
  const mode = readAckMode(header);
  if (!mode.ok) return mode;
  if (header.text(10) === '') return refuse('missing-element', header.place(10), 'a control id');
  if (header.text(10).length > LONGEST_CONTROL_ID)
    return refuse('bad-value', header.place(10), 'too long a control id');
  return accept(purpose);
};
