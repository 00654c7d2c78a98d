import { encodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import type { Namespaces } from '../../contract/wire/hl7v2/identifier.ts';
import { MRN_SYSTEM } from '../cohort/identity.ts';
import { METER_READINGS_SYSTEM, type SimulatedReading } from '../simulated-reading.ts';

const NAMESPACES: Namespaces = { METER: METER_READINGS_SYSTEM, GOODHEALTH: MRN_SYSTEM };
/** The part of a device address that is its own, behind the prefix that all share. */
const ADDRESS_PREFIX_LENGTH = 4;

/** Unique per device and count, at most 20 characters, and the same for the same seed. */
const controlIdOf = ({ identifier }: SimulatedReading['reading']): string => {
  const [address = '', count = ''] = identifier.value.split('-');
  return `${address.slice(ADDRESS_PREFIX_LENGTH)}-${count}`;
};

/**
 * One reading as an ORU^R01: segments end in a carriage return as HL7 wants, and a line feed follows
 * each message, so that a file can be split into messages.
 */
export function hl7v2Message({ reading }: SimulatedReading): string {
  const envelope = {
    sendingApplication: 'VITALPROOF',
    sendingFacility: 'SIMULATOR',
    receivingApplication: 'PIPELINE',
    receivingFacility: 'GOODHEALTH',
    at: reading.effective,
    controlId: controlIdOf(reading),
    processingId: 'T',
  } as const;
  return `${encodeReadingMessage([reading], envelope, NAMESPACES)}\n`;
}
