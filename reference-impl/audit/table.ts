import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import { type Database, type Ddl, integer, text } from '../store/database.ts';
import { createDocuments, type Documents } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';
import { AUDIT_ABOUT_TABLES, type AuditAbout, createAuditAbout } from './about.ts';
import { CHAIN_START, type ChainHead, hashAfter, headText } from './chain.ts';
import { AUDIT_COLUMNS, auditCells } from './columns.ts';

/**
 * Append-only, also for this program: the triggers refuse a change. What goes round them, the chain of hashes shows.
 * The columns of documents without their indexes: an event is found by its number, and the chain keeps numbers apart.
 * By whom and what it is about it is found by `audit_about`.
 */
export const AUDIT_TABLES: readonly Ddl[] = [
  AUDIT_ABOUT_TABLES,
  `
CREATE TABLE audit_events (seq INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL, stamp INTEGER NOT NULL, body TEXT NOT NULL, recorded_ms INTEGER NOT NULL, outcome TEXT NOT NULL, refusal TEXT, patient_key TEXT, entity_key TEXT, hash TEXT NOT NULL) STRICT;
CREATE INDEX audit_of_refusal ON audit_events (refusal, seq) WHERE refusal IS NOT NULL;
CREATE TABLE audit_head ("only" INTEGER PRIMARY KEY CHECK ("only" = 1), count INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO audit_head VALUES (1, ${CHAIN_START.count}, '${CHAIN_START.hash}')`,
  {
    sqlite: `
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit_events BEGIN SELECT raise(ABORT, 'audit events never change'); END;
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit_events BEGIN SELECT raise(ABORT, 'audit events never go'); END;
CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head WHEN new.count <= old.count BEGIN SELECT raise(ABORT, 'the audit trail only grows'); END;
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head BEGIN SELECT raise(ABORT, 'the audit trail keeps its head'); END`,
    postgres: `
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit_events FOR EACH ROW EXECUTE FUNCTION audit_refuse('audit events never change');
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION audit_refuse('audit events never go');
CREATE TRIGGER audit_never_empties BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('audit events never go');
CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head FOR EACH ROW WHEN (new.count <= old.count) EXECUTE FUNCTION audit_refuse('the audit trail only grows');
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuse('the audit trail keeps its head');
CREATE TRIGGER audit_head_is_kept BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('the audit trail keeps its head')`,
  },
];

export interface AuditTable {
  readonly documents: Documents<AuditEvent>;
  readonly about: Pick<AuditAbout, 'end'>;
  /** Writes an event behind the last one; to be called inside a transaction. */
  add(event: AuditEvent): void;
  /** Writes the head down; to be called inside the transaction that added the events. */
  saveHead(): void;
}

const INSERT = `INSERT INTO audit_events (${AUDIT_COLUMNS.join(', ')}, hash) VALUES (${AUDIT_COLUMNS.map(() => '?').join(', ')}, ?)`;

const storedHead = (db: Database): ChainHead | undefined => {
  const row = db.get('SELECT count, hash FROM audit_head');
  return row === undefined ? undefined : { count: integer(row, 'count'), hash: text(row, 'hash') };
};

const lastRow = (db: Database): ChainHead => {
  const row = db.get('SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1');
  return row === undefined ? CHAIN_START : { count: integer(row, 'seq'), hash: text(row, 'hash') };
};

/** Both in one question: between two, another process may write. */
const ENDS = `SELECT h.count, h.hash, e.seq, e.hash AS last FROM (SELECT 1 AS here) AS here LEFT JOIN audit_head AS h ON true
  LEFT JOIN (SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1) AS e ON true`;

/**
 * Throws when the trail does not end where its head says. Going on would write over the one trace that a cut
 * tail leaves.
 */
export const checkHead = (db: Database): void => {
  const row = db.get(ENDS) ?? {};
  const head = row['count'] === null ? undefined : { count: integer(row, 'count'), hash: text(row, 'hash') };
  const last = row['seq'] === null ? CHAIN_START : { count: integer(row, 'seq'), hash: text(row, 'last') };
  if (head !== undefined && headText(head) === headText(last)) return;
  throw new Error(
    `its audit trail ends with event ${last.count}, not as its head says (${head === undefined ? 'there is none' : `event ${head.count}`}); see vitalproof serve --verify-audit`,
  );
};

export const createAuditTable = (db: Database, stamps: Stamps): AuditTable => {
  /** Of what is written so far, committed or not; unknown after something was undone. */
  let head: ChainHead | undefined;
  let saved: number | undefined;
  db.onRollback(() => {
    head = undefined;
    saved = undefined;
  });
  const about = createAuditAbout(db);
  const current = (): ChainHead => {
    head ??= lastRow(db);
    return head;
  };
  return {
    about,
    documents: createDocuments<AuditEvent>(db, stamps, 'audit_events', 'a'),
    add: (event) => {
      const before = current();
      const count = before.count + 1;
      const cells = auditCells(count, stamps.shared(), event);
      const hash = hashAfter(before.hash, cells);
      db.run(INSERT, ...cells, hash);
      head = { count, hash };
    },
    saveHead: () => {
      const { count, hash } = current();
      saved ??= storedHead(db)?.count;
      if (count === saved) return;
      db.run('UPDATE audit_head SET count = ?, hash = ?', count, hash);
      saved = count;
      about.follow(count);
    },
  };
};
