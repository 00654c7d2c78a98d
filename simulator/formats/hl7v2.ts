import type { Reading } from '../../contract/domain/index.ts';
import type { Envelope } from '../../contract/wire/hl7v2/envelope.ts';
import { escapeValue } from '../../contract/wire/hl7v2/escape.ts';
import type { Namespaces } from '../../contract/wire/hl7v2/identifier.ts';
import { encodePcd01Message } from '../../contract/wire/hl7v2/pcd-01.ts';
import { encodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import { MRN_SYSTEM } from '../cohort/identity.ts';
import type { Delivery } from '../layers.ts';
import { METER_READINGS_SYSTEM } from '../simulated-reading.ts';
import type { StreamFormat } from './format.ts';
import { sentReading, sentText } from './sent.ts';

export const NAMESPACES: Namespaces = { METER: METER_READINGS_SYSTEM, GOODHEALTH: MRN_SYSTEM };
/** The part of a device address that is its own, behind the prefix that all share. */
const ADDRESS_PREFIX_LENGTH = 4;

/** Of a recording, times may be finer than the four digits behind a second that HL7 v2 has: what is finer is cut off. */
const FINER = /(\.\d{4})\d+/;
const withShownTime = (reading: Reading): Reading =>
  FINER.test(reading.effective) ? { ...reading, effective: reading.effective.replace(FINER, '$1') } : reading;

type Encode = (reading: Reading, envelope: Envelope, namespaces: Namespaces) => string;

/** What is no reading stands in OBX-5 of the row that measures: the first that is a number. */
export const poisoned = (message: string, text: string): string =>
  message.replace(
    /^((?:OBX\|\d+\|(?:NM|SN)\|[^|\r]*\|[^|\r]*\|))[^|\r]*/m,
    (_row, before: string) => before + escapeValue(text),
  );

/**
 * A message a delivery: segments end in a carriage return as HL7 wants, and a line feed follows each message,
 * so that a file can be split. MSH-10 is the patient's device and a number, so that the same bytes
 * come again under it and nothing else does; at most 20 characters.
 */
const messages = (title: string, encode: Encode): StreamFormat => ({
  title,
  header: '',
  footer: '',
  carriesTruth: false,
  open: ({ device }) => {
    const sender = device.identifier.value.replaceAll('-', '').slice(ADDRESS_PREFIX_LENGTH);
    let count = 0;
    const messageOf = (delivery: Delivery): string => {
      const envelope = {
        sendingApplication: 'VITALPROOF',
        sendingFacility: 'SIMULATOR',
        receivingApplication: 'PIPELINE',
        receivingFacility: 'GOODHEALTH',
        at: sentText(delivery),
        controlId: `${sender}-${(count++).toString(36).toUpperCase()}`,
        processingId: 'T',
      } as const;
      const message = encode(withShownTime(sentReading(delivery)), envelope, NAMESPACES);
      return `${delivery.poison === undefined ? message : poisoned(message, delivery.poison)}\n`;
    };
    return { batch: (deliveries) => deliveries.map(messageOf).join('') };
  },
});

/** ORU^R01 of 2.5.1 with LOINC and UCUM. */
export const HL7V2 = messages('HL7 v2.5.1: an ORU^R01 a reading, LOINC and UCUM', (reading, envelope, namespaces) =>
  encodeReadingMessage([reading], envelope, namespaces),
);

/** IHE PCD-01. */
export const PCD01 = messages('HL7 v2.6: an ORU^R01 a reading by IHE PCD-01, IEEE 11073 terms', encodePcd01Message);
