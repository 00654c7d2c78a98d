import type { Message } from '../../contract/domain/message.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { Database } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents, type Kept } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';

export const MESSAGES_TABLES = `
CREATE TABLE messages (${DOCUMENT_COLUMNS}, patient_key TEXT NOT NULL REFERENCES patients (key)) STRICT;
CREATE INDEX messages_of_patient ON messages (patient_key)`;

export interface MessageTable {
  readonly documents: Documents<Message>;
  /** The latest thousand, in the order in which they were sent. */
  ofPatient(patient: Identifier): readonly Kept<Message>[];
  add(message: Message): Kept<Message>;
}

const MAX_FOUND = 1000;

export const createMessageTable = (db: Database, stamps: Stamps): MessageTable => {
  const documents = createDocuments<Message>(db, stamps, 'messages', 'm');
  return {
    documents,
    ofPatient: (patient) =>
      documents.select(`WHERE patient_key = ? ORDER BY seq DESC LIMIT ${MAX_FOUND}`, keyOf(patient)).toReversed(),
    add: (message) => documents.insert(keyOf(message.identifier), message, { patient_key: keyOf(message.patient) }),
  };
};
