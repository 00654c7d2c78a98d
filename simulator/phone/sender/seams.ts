import type { Identifier } from '../../../contract/domain/index.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { hashKeys } from '../../random.ts';
import type { EhrLink } from './ehr-link.ts';
import type { Storage } from './storage.ts';

/** What leaves in one request: one reading, or as many as this in a bundle (HL7 v2: in one message). */
export type Together = 'singly' | { readonly most: number; readonly bundle: 'batch' | 'transaction' };

/** A write over FHIR before it is sent: an Observation or a bundle of them. */
export interface FhirWrite {
  readonly resource: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
  /** Unsaid in what a seam gives back: as it was. */
  readonly method?: string;
  /** Behind the base address, with its query; likewise. */
  readonly path?: string;
}

/**
 * What lies between what a sender decides and what it touches: its wires, its storage, the device bus. Each is replaceable,
 * so that the self-test can put something wrong, or something else that is right, in its place.
 */
export interface SenderSeams {
  readonly together: Together;
  /** In what order things leave together. */
  readonly inOrder: <T>(all: readonly T[]) => readonly T[];
  /** The way to the EHR of this patient. */
  readonly link: (link: EhrLink, patient: Identifier) => EhrLink;
  readonly write: (write: FhirWrite) => FhirWrite;
  /** A message of HL7 v2 before it is framed. */
  readonly message: (message: string) => string;
  /** MSH-10 of a message, by the message without one: the same again is called the same, also after a restart. */
  readonly controlIdOf: (message: string) => string;
  /** What outlives the sender. */
  readonly storage: (storage: Storage) => Storage;
  /** Whether it says `idle` when all is dealt with. */
  readonly saysIdle: boolean;
  /** Samples asked for at once. */
  readonly page: number;
}

const PAGE = 50;
/** HL7 v2.5.1, MSH-10. */
const LONGEST_CONTROL_ID = 20;

const HEX = 16;
const DIGITS_A_WORD = 8;

const controlIdOf = (message: string): string =>
  hashKeys('control-id', message)
    .map((word) => (word >>> 0).toString(HEX).padStart(DIGITS_A_WORD, '0'))
    .join('')
    .slice(0, LONGEST_CONTROL_ID)
    .toUpperCase();

/** Nothing in between. */
export const PLAIN: SenderSeams = {
  together: 'singly',
  inOrder: (all) => all,
  link: (link) => link,
  write: (write) => write,
  message: (message) => message,
  controlIdOf,
  storage: (storage) => storage,
  saysIdle: true,
  page: PAGE,
};
