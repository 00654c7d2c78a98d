/**
 * The canonical base of everything this project defines on the FHIR wire. An identifier that need
 * not resolve; the one place where it stands.
 */
export const CANONICAL_BASE = 'https://vitalproof.example/fhir';

export const structureDefinition = (name: string): string => `${CANONICAL_BASE}/StructureDefinition/${name}`;
export const codeSystem = (name: string): string => `${CANONICAL_BASE}/CodeSystem/${name}`;

export const SYSTEM = {
  loinc: 'http://loinc.org',
  mdc: 'urn:iso:std:iso:11073:10101',
  ucum: 'http://unitsofmeasure.org',
  snomed: 'http://snomed.info/sct',
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  npi: 'http://hl7.org/fhir/sid/us-npi',
  item: `${CANONICAL_BASE}/sid/item`,
  client: `${CANONICAL_BASE}/sid/client`,
  /** Of subscriptions in the audit trail: their logical ids. */
  subscription: `${CANONICAL_BASE}/sid/subscription`,
  /** Of what is made in the reference's pages. */
  order: `${CANONICAL_BASE}/sid/order`,
  permission: `${CANONICAL_BASE}/sid/permission`,
  message: `${CANONICAL_BASE}/sid/message`,
} as const;
