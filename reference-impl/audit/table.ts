import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Database } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';

/** Append-only, also for this program: the triggers refuse a change. */
export const AUDIT_TABLES = `
CREATE TABLE audit_events (${DOCUMENT_COLUMNS}, patient_key TEXT, refusal TEXT) STRICT;
CREATE INDEX audit_of_patient ON audit_events (patient_key, seq);
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit_events BEGIN SELECT raise(ABORT, 'audit events never change'); END;
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit_events BEGIN SELECT raise(ABORT, 'audit events never go'); END`;

export interface AuditTable {
  readonly documents: Documents<AuditEvent>;
  add(event: AuditEvent): void;
}

export const createAuditTable = (db: Database, stamps: Stamps): AuditTable => {
  const documents = createDocuments<AuditEvent>(db, stamps, 'audit_events', 'a');
  return {
    documents,
    add: (event) => {
      documents.insert(`a${documents.nextSeq()}`, event, {
        patient_key: event.patient === undefined ? null : keyOf(event.patient),
        refusal: event.refusal ?? null,
      });
    },
  };
};
