import type { Clinician, Coverage, Device, Identifier, Patient, Pool } from '../../contract/domain/index.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Database } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents, type Kept } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';

/** People are looked up with every reading. */
const AT_HAND = { atHand: 10_000 };

export const PEOPLE_TABLES = `
CREATE TABLE patients (${DOCUMENT_COLUMNS}) STRICT;
CREATE TABLE clinicians (${DOCUMENT_COLUMNS}) STRICT;
CREATE TABLE pools (${DOCUMENT_COLUMNS}) STRICT;
CREATE TABLE devices (${DOCUMENT_COLUMNS}, patient_key TEXT NOT NULL) STRICT;
CREATE INDEX devices_of_patient ON devices (patient_key)`;

export const COVERAGE_TABLE = `CREATE TABLE coverage (${DOCUMENT_COLUMNS}) STRICT`;

/** Who is away when, by person. */
export type CoverageTable = Documents<Coverage>;

export const createCoverageTable = (db: Database, stamps: Stamps): CoverageTable =>
  createDocuments<Coverage>(db, stamps, 'coverage', 'v', AT_HAND);

export const absencesOf = (table: CoverageTable, person: Identifier): Coverage['absences'] =>
  table.byKey(keyOf(person))?.body.absences ?? [];

export interface PeopleTables {
  readonly Patient: Documents<Patient>;
  readonly PractitionerRole: Documents<Clinician>;
  readonly CareTeam: Documents<Pool>;
  readonly Device: Documents<Device>;
}

export const createPeopleTables = (db: Database, stamps: Stamps): PeopleTables => ({
  Patient: createDocuments<Patient>(db, stamps, 'patients', 'p', AT_HAND),
  PractitionerRole: createDocuments<Clinician>(db, stamps, 'clinicians', 'c', AT_HAND),
  CareTeam: createDocuments<Pool>(db, stamps, 'pools', 't', AT_HAND),
  Device: createDocuments<Device>(db, stamps, 'devices', 'd', {
    columnsOf: ({ patient }) => ({ patient_key: keyOf(patient) }),
  }),
});

/** Everything that a patient has, in the order in which it came. */
export const keptDevicesOf = (tables: PeopleTables, patient: Identifier): readonly Kept<Device>[] =>
  tables.Device.select('WHERE patient_key = ? ORDER BY seq', keyOf(patient));

export const devicesOf = (tables: PeopleTables, patient: Identifier): readonly Device[] =>
  keptDevicesOf(tables, patient).map((kept) => kept.body);

export const isPatient = (tables: PeopleTables, id: Identifier): boolean =>
  tables.Patient.byKey(keyOf(id)) !== undefined;
/** A clinician or a pool: whoever can own an In Basket. */
export const isRecipient = (tables: PeopleTables, id: Identifier): boolean =>
  tables.PractitionerRole.byKey(keyOf(id)) !== undefined || tables.CareTeam.byKey(keyOf(id)) !== undefined;
export const membersOf = (tables: PeopleTables, pool: Identifier): readonly Identifier[] =>
  tables.CareTeam.byKey(keyOf(pool))?.body.members ?? [];
