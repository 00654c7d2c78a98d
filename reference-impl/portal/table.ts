import type { ChosenTracker } from './chosen-tracker.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Database } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents, type Kept } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';

export const TRACKERS_TABLE = `
CREATE TABLE trackers (${DOCUMENT_COLUMNS}, patient_key TEXT NOT NULL REFERENCES patients (key)) STRICT;
CREATE INDEX trackers_of_patient ON trackers (patient_key)`;

export interface TrackerTable {
  readonly documents: Documents<ChosenTracker>;
  of(order: Identifier): Kept<ChosenTracker> | undefined;
  choose(patient: Identifier, choice: ChosenTracker): Kept<ChosenTracker>;
}

export const createTrackerTable = (db: Database, stamps: Stamps): TrackerTable => {
  const documents = createDocuments<ChosenTracker>(db, stamps, 'trackers', 'w');
  const of = (order: Identifier): Kept<ChosenTracker> | undefined => documents.byKey(keyOf(order));
  return {
    documents,
    of,
    choose: (patient, choice) => {
      const known = of(choice.order);
      return known === undefined
        ? documents.insert(keyOf(choice.order), choice, { patient_key: keyOf(patient) })
        : documents.update(known, choice);
    },
  };
};
