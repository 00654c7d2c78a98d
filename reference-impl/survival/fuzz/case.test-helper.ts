import { type Random, randomOf } from '../random.test-helper.ts';

/** What is sent without order, and how much of it: frames cut anywhere, fields of HL7 v2, requests of FHIR. */
export const KINDS = ['mllp', 'fields', 'fhir'] as const;
export type Kind = (typeof KINDS)[number];

/** Half of it over MLLP as a stream, the rest for what is read out of messages and bodies. */
const SHARES: Readonly<Record<Kind, number>> = { mllp: 0.5, fields: 0.28, fhir: 0.22 };

export const countsOf = (all: number): Readonly<Record<Kind, number>> => ({
  mllp: Math.ceil(all * SHARES.mllp),
  fields: Math.ceil(all * SHARES.fields),
  fhir: Math.ceil(all * SHARES.fhir),
});

/** The chance of one case: the same for the same seed, kind and number, whatever ran before. */
export const randomFor = (seed: number, kind: Kind | 'cuts', number: number): Random => {
  const salt = { mllp: 0x85ebca6b, fields: 0xc2b2ae35, fhir: 0x27d4eb2f, cuts: 0x165667b1 }[kind];
  const random = randomOf((seed ^ salt) + Math.imul(number + 1, 0x9e3779b1));
  // Neighbours differ from the second number on.
  random.below(2);
  return random;
};

/** What stands in the record of the one patient of whom nobody here may hear, and in nothing that is sent. */
export const SECRETS = {
  family: 'Secretfamily',
  given: 'Secretgiven',
  birthDate: '1931-07-17',
  serial: 'SECRETSERIAL',
  limit: '141.37',
  value: '777.77',
  words: 'secretwords',
} as const;
export const SECRET = /Secretfamily|Secretgiven|1931-?07-?17|SECRETSERIAL|141\.37|777\.77|secretwords/i;

/** How that patient and what is theirs is called. Whoever guesses it hears no more than who does not. */
export const TARGETS = { mrn: 'CANARY', order: 'CANARY-ORDER', reading: 'CANARY-READING' } as const;
