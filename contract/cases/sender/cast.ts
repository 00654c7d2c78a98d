import type { Identifier } from '../../domain/index.ts';

/** Who and what one phone's script is played with; fresh for each, so that nothing is shared between two. */
export interface PhoneCast {
  readonly patient: Identifier;
  readonly order: Identifier;
  /** EUI-64 in eight pairs with hyphens. */
  readonly meter: string;
  readonly scale: string;
  /** Serial numbers as a health store names them. */
  readonly meterSerial: string;
  readonly scaleSerial: string;
  /** The UUID of a sample, by its name in the script. */
  readonly uuidOf: (name: string) => string;
}

/** FHIR's system for an EUI-64. */
export const EUI_64 = 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680';
/** Stands for the system of a sender's own identifiers and serial numbers, which nobody is held to. */
export const SHOWN_SYSTEM = 'urn:vitalproof:shown';
