import type { Permission } from '../../contract/domain/permission.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { Measure } from '../../contract/domain/measure.ts';
import { type Database, text } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents, type Kept } from '../store/documents.ts';
import { Memo } from '../store/memo.ts';
import type { Stamps } from '../store/stamps.ts';

export const PERMISSIONS_TABLES = `
CREATE TABLE permissions (${DOCUMENT_COLUMNS}, patient_key TEXT NOT NULL REFERENCES patients (key),
  measure TEXT NOT NULL, UNIQUE (patient_key, measure)) STRICT;
CREATE TABLE permission_versions (permission_seq INTEGER NOT NULL REFERENCES permissions (seq), version INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (permission_seq, version)) STRICT, WITHOUT ROWID`;

export interface PermissionTable {
  readonly documents: Documents<Permission>;
  of(patient: Identifier, measure: Measure): Kept<Permission> | undefined;
  ofPatient(patient: Identifier): readonly Kept<Permission>[];
  versions(kept: Kept<Permission>): readonly Permission[];
  add(permission: Permission): Kept<Permission>;
  revise(kept: Kept<Permission>, permission: Permission): Kept<Permission>;
}

export const createPermissionTable = (db: Database, stamps: Stamps): PermissionTable => {
  const documents = createDocuments<Permission>(db, stamps, 'permissions', 'k');
  const memo = new Memo<Kept<Permission> | undefined>(db, 10_000);
  const nameOf = (patient: Identifier, measure: Measure): string => `${measure} ${keyOf(patient)}`;
  const addVersion = (kept: Kept<Permission>): Kept<Permission> => {
    db.run('INSERT INTO permission_versions VALUES (?, ?, ?)', kept.seq, kept.version, JSON.stringify(kept.body));
    return kept;
  };
  return {
    documents,
    of: (patient, measure) =>
      memo.get(
        nameOf(patient, measure),
        () => documents.select('WHERE patient_key = ? AND measure = ?', keyOf(patient), measure)[0],
      ),
    ofPatient: (patient) => documents.select('WHERE patient_key = ? ORDER BY seq', keyOf(patient)),
    versions: (kept) =>
      db
        .all('SELECT body FROM permission_versions WHERE permission_seq = ? ORDER BY version', kept.seq)
        .map((row) => JSON.parse(text(row, 'body')) as Permission),
    add: (p) =>
      addVersion(documents.insert(keyOf(p.identifier), p, { patient_key: keyOf(p.patient), measure: p.measure })),
    revise: (kept, permission) => {
      memo.forget(nameOf(permission.patient, permission.measure));
      return addVersion(documents.update(kept, permission));
    },
  };
};
