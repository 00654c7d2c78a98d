import type { FiledReading, Reading } from '../../contract/domain/reading.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { MealContext, Measure } from '../../contract/domain/measure.ts';
import type { UnitCode } from '../../contract/domain/quantity.ts';
import { isoOf, localDayOf, msOf, mustMoment } from '../clock/instant.ts';
import type { Sample } from '../limits/evaluate-change.ts';
import type { LimitFinding } from '../limits/evaluate-limits.ts';
import { contextOf } from '../limits/limits-for.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import { textOfFiled } from './file-reading.ts';
import { type Cell, type Database, integer, type Row, text } from '../store/database.ts';
import type { Stored } from '../pipeline.ts';
import { createDocuments, type Documents, type Kept, MANY_DOCUMENT_COLUMNS } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';

/**
 * A reading has the first order that it was filed under in its own row, and further ones, which few have, in rows of
 * `reading_orders`. By its stamp only what was changed is ever looked for.
 */
export const READINGS_TABLES = `
CREATE TABLE readings (${MANY_DOCUMENT_COLUMNS}, patient_key TEXT NOT NULL REFERENCES patients (key), measure TEXT NOT NULL,
  effective_ms INTEGER NOT NULL, local_day INTEGER NOT NULL, value TEXT, unit TEXT, context TEXT,
  has_result INTEGER NOT NULL, state TEXT NOT NULL, order_seq INTEGER REFERENCES orders (seq), order_version INTEGER, found TEXT) STRICT;
CREATE INDEX readings_in_time ON readings (patient_key, measure, effective_ms);
CREATE UNIQUE INDEX readings_changed ON readings (stamp) WHERE version > 1;
CREATE TABLE reading_contents (reading_seq INTEGER NOT NULL REFERENCES readings (seq), nr INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (reading_seq, nr)) STRICT, WITHOUT ROWID;
CREATE TABLE reading_aliases (key TEXT PRIMARY KEY, reading_seq INTEGER NOT NULL REFERENCES readings (seq)) STRICT, WITHOUT ROWID;
CREATE TABLE reading_versions (reading_seq INTEGER NOT NULL REFERENCES readings (seq), version INTEGER NOT NULL,
  stamp INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (reading_seq, version)) STRICT, WITHOUT ROWID;
CREATE TABLE reading_orders (reading_seq INTEGER NOT NULL REFERENCES readings (seq),
  order_seq INTEGER NOT NULL REFERENCES orders (seq), version INTEGER NOT NULL, found TEXT,
  PRIMARY KEY (reading_seq, order_seq)) STRICT, WITHOUT ROWID`;

/**
 * `filed`: it counts. `apart`: kept, it is shown and counts in no rule. `erased`: entered in error, it is shown so and counts no more. `tombstone`: taken back before
 * it came; its identifier is taken, and nothing is shown.
 */
export type ReadingState = 'filed' | 'apart' | 'erased' | 'tombstone';

/** A reading with a number, and the order versions that it was filed under. */
export interface FiledSample extends Sample {
  readonly seq: number;
  /** The meal context that counts. */
  readonly context: MealContext | undefined;
}

export interface ReadingTable {
  readonly documents: Documents<FiledReading>;
  /** By any of its identifiers. */
  named(identifier: Identifier): Kept<FiledReading> | undefined;
  /** Another identifier of a reading, with what came under it. */
  addName(reading: Reading, kept: Kept<FiledReading>): void;
  stateOf(kept: Kept<FiledReading>): ReadingState;
  /** Contents that came under any of its identifiers, beside the one that it has now. */
  earlierContents(kept: Kept<FiledReading>): readonly Reading[];
  /** When anything was written last; 0: nothing yet. */
  lastStamp(): number;
  /** Versions below one, newest first, at most `count`. */
  versions(kept: Kept<FiledReading>, before: number, count: number): readonly Stored<FiledReading>[];
  /** Readings that count, of the same patient and measure within the same second, and about the same result. */
  near(reading: Reading): readonly Kept<FiledReading>[];
  add(filed: FiledReading, under: readonly FiledUnder[], state?: ReadingState): Kept<FiledReading>;
  /** Another content, under other versions; what it had is kept beside it. */
  revise(
    kept: Kept<FiledReading>,
    filed: FiledReading,
    under: readonly FiledUnder[],
    state: ReadingState,
  ): Kept<FiledReading>;
  /** Readings with a number, effective in [fromMs, toMs], by effective time. */
  samples(patient: Identifier, measure: Measure, fromMs: number, toMs: number): readonly FiledSample[];
  /** Readings that count, effective in [fromMs, toMs), in order of time. */
  filedIn(patient: Identifier, measure: Measure, fromMs: number, toMs: number): readonly Kept<FiledReading>[];
  /** Effective time of the latest reading that counts and has a result: a number, HI or LO. */
  latestMs(patient: Identifier, measure: Measure): number | undefined;
  /** The order versions that a reading was filed under. */
  filedUnder(seq: number): readonly FiledUnder[];
  /** Readings that count and that an order found to be so, effective in [fromMs, toMs], in no standing repeated item of it. */
  free(order: OrderHistory, found: 'H' | 'L', fromMs: number, toMs: number): readonly FreeReading[];
}

/** An abnormal reading that may still form a repeated item. `name`: its identifier's value, which decides ties. */
export interface FreeReading {
  readonly seq: number;
  readonly effectiveMs: number;
  readonly name: string;
  /** The version that evaluated it. */
  readonly version: number;
}

/** An order, by its row, one of its versions, and what that found of the reading. */
export interface FiledUnder {
  readonly order: number;
  readonly version: number;
  readonly found?: LimitFinding['interpretation'] | undefined;
}

/** Nearly as great a number in the same unit, so that few are looked at of many that a sender puts into one second. */
const NEAR = `WHERE patient_key = ? AND measure = ? AND effective_ms BETWEEN ? AND ? AND state = 'filed' AND unit IS NOT DISTINCT FROM ?
  AND (value IS NOT DISTINCT FROM ? OR abs(CAST(value AS DOUBLE PRECISION) - CAST(? AS DOUBLE PRECISION)) < 0.001) ORDER BY seq`;

/** By its own identifier, else by another that it is known by: one look, for every reading that comes in asks it. */
const NAMED = `WHERE seq = coalesce((SELECT seq FROM readings WHERE key = ?),
  (SELECT reading_seq FROM reading_aliases WHERE key = ?))`;

const IS_FREE = `r.patient_key = ? AND r.measure = ? AND r.effective_ms BETWEEN ? AND ? AND r.state = 'filed'
  AND u.order_seq = ? AND u.found = ? AND NOT EXISTS (SELECT 1 FROM item_members m JOIN items i ON i.seq = m.item_seq
    WHERE m.reading_seq = r.seq AND i.order_seq = u.order_seq AND i.family = 'repeated' AND i.direction = u.found
      AND i.status <> 'withdrawn')`;

/** By the first order of each, and by the further ones. */
const FREE_READINGS = `SELECT r.seq, r.key, r.effective_ms, r.order_version AS version FROM readings r
  WHERE ${IS_FREE.replaceAll('u.', 'r.')} UNION ALL SELECT r.seq, r.key, r.effective_ms, u.version FROM readings r
  JOIN reading_orders u ON u.reading_seq = r.seq WHERE ${IS_FREE}`;

const FILED_UNDER = `SELECT order_seq, order_version AS version, found FROM readings WHERE seq = ? AND order_seq IS NOT NULL
  UNION ALL SELECT order_seq, version, found FROM reading_orders WHERE reading_seq = ? ORDER BY order_seq`;

/** The latest reading of those that came, and of those that were changed since. */
const LAST_STAMP = `SELECT coalesce(max(stamp), 0) AS stamp FROM (SELECT max(stamp) AS stamp FROM readings WHERE version > 1
  UNION ALL SELECT stamp FROM readings WHERE seq = (SELECT max(seq) FROM readings)) AS latest`;

const identifierOf = (row: Row): Identifier => {
  const [system = '', ...rest] = text(row, 'key').split('|');
  return { system, value: rest.join('|') };
};

const sampleOf = (row: Row): FiledSample => {
  return {
    seq: integer(row, 'seq'),
    identifier: identifierOf(row),
    effectiveMs: integer(row, 'effective_ms'),
    localDay: integer(row, 'local_day'),
    // Written by this table from a Quantity.
    quantity: { value: text(row, 'value'), unit: text(row, 'unit') as UnitCode },
    context: row['context'] === null ? undefined : (text(row, 'context') as MealContext),
  };
};

/** What a search or a window needs of a reading, without opening its body. */
const columnsOf = (reading: Reading): Readonly<Record<string, Cell>> => {
  const { patient, measure, effective, result } = reading;
  const moment = mustMoment(effective);
  return {
    patient_key: keyOf(patient),
    measure,
    effective_ms: moment.ms,
    local_day: localDayOf(moment),
    value: result.kind === 'value' ? result.quantity.value : null,
    unit: result.kind === 'value' ? result.quantity.unit : null,
    context: contextOf(reading) ?? null,
    has_result: result.kind === 'absent' ? 0 : 1,
  };
};

/** Of the first order that it was filed under. */
const columnsOfOrder = (under: FiledUnder | undefined): Readonly<Record<string, Cell>> => ({
  order_seq: under?.order ?? null,
  order_version: under?.version ?? null,
  found: under?.found ?? null,
});

export const createReadingTable = (db: Database, stamps: Stamps): ReadingTable => {
  const documents = createDocuments<FiledReading>(db, stamps, 'readings', 'o');
  const addContent = (seq: number, reading: Reading): void =>
    db.run(
      'INSERT INTO reading_contents SELECT CAST(? AS BIGINT), count(*) + 1, ? FROM reading_contents WHERE reading_seq = ?',
      seq,
      JSON.stringify(reading),
      seq,
    );
  const fileUnder = (kept: Kept<FiledReading>, further: readonly FiledUnder[]): void => {
    for (const { order, version, found } of further)
      db.run('INSERT INTO reading_orders VALUES (?, ?, ?, ?)', kept.seq, order, version, found ?? null);
  };
  return {
    documents,
    addName: (reading, kept) => {
      db.run('INSERT INTO reading_aliases VALUES (?, ?)', keyOf(reading.identifier), kept.seq);
      addContent(kept.seq, reading);
    },
    stateOf: ({ seq }) => text(db.get('SELECT state FROM readings WHERE seq = ?', seq) ?? {}, 'state') as ReadingState,
    earlierContents: ({ seq }) =>
      db
        .all('SELECT body FROM reading_contents WHERE reading_seq = ? ORDER BY nr', seq)
        .map((row) => JSON.parse(text(row, 'body')) as Reading),
    named: (identifier) => documents.select(NAMED, keyOf(identifier), keyOf(identifier))[0],
    near: ({ patient, measure, effective, result }) => {
      const second = Math.floor(mustMoment(effective).ms / 1000) * 1000;
      const { value = null, unit = null } = result.kind === 'value' ? result.quantity : {};
      return documents.select(NEAR, keyOf(patient), measure, second, second + 999, unit, value, value);
    },
    add: (filed, [first, ...further], state = 'filed') => {
      const columns = { ...columnsOf(filed.reading), state, ...columnsOfOrder(first) };
      const kept = documents.insert(keyOf(filed.reading.identifier), filed, columns, textOfFiled(filed));
      fileUnder(kept, further);
      return kept;
    },
    lastStamp: () => integer(db.get(LAST_STAMP) ?? {}, 'stamp'),
    versions: (kept, before, count) =>
      [
        ...(kept.version < before ? [kept] : []),
        ...db
          .all(
            'SELECT version, stamp, body FROM reading_versions WHERE reading_seq = ? AND version < ? ORDER BY version DESC LIMIT ?',
            kept.seq,
            // What it was is noted as another process changes it: since it was read, it may have become one of these.
            Math.min(before, kept.version),
            count,
          )
          .map((row) => ({
            id: kept.id,
            version: integer(row, 'version'),
            lastUpdated: isoOf(integer(row, 'stamp')),
            body: JSON.parse(text(row, 'body')) as FiledReading,
          })),
      ].slice(0, count),
    revise: (kept, filed, [first, ...further], state) => {
      addContent(kept.seq, kept.body.reading);
      const { seq, version, lastUpdated, body } = kept;
      db.run('INSERT INTO reading_versions VALUES (?, ?, ?, ?)', seq, version, msOf(lastUpdated), JSON.stringify(body));
      db.run('DELETE FROM reading_orders WHERE reading_seq = ?', kept.seq);
      const columns = { ...columnsOf(filed.reading), state, ...columnsOfOrder(first) };
      const revised = documents.update(kept, filed, columns);
      fileUnder(revised, further);
      return revised;
    },
    samples: (patient, measure, fromMs, toMs) =>
      db
        .all(
          "SELECT seq, key, effective_ms, local_day, value, unit, context FROM readings WHERE patient_key = ? AND measure = ? AND effective_ms BETWEEN ? AND ? AND value IS NOT NULL AND state = 'filed' ORDER BY effective_ms, seq",
          keyOf(patient),
          measure,
          fromMs,
          toMs,
        )
        .map(sampleOf),
    filedIn: (patient, measure, fromMs, toMs) =>
      documents.select(
        "WHERE patient_key = ? AND measure = ? AND effective_ms >= ? AND effective_ms < ? AND state = 'filed' ORDER BY effective_ms, seq",
        keyOf(patient),
        measure,
        fromMs,
        toMs,
      ),
    latestMs: (patient, measure) => {
      const row = db.get(
        "SELECT effective_ms FROM readings WHERE patient_key = ? AND measure = ? AND state = 'filed' AND has_result = 1 ORDER BY effective_ms DESC LIMIT 1",
        keyOf(patient),
        measure,
      );
      return row === undefined ? undefined : integer(row, 'effective_ms');
    },
    filedUnder: (seq) =>
      db.all(FILED_UNDER, seq, seq).map((row) => ({
        order: integer(row, 'order_seq'),
        version: integer(row, 'version'),
        found: row['found'] === null ? undefined : (text(row, 'found') as FiledUnder['found']),
      })),
    free: ({ seq, versions: [{ order }] }, found, fromMs, toMs) => {
      const cells = [keyOf(order.patient), order.measure, fromMs, toMs, seq, found];
      return db
        .all(FREE_READINGS, ...cells, ...cells)
        .map((row) => ({
          seq: integer(row, 'seq'),
          effectiveMs: integer(row, 'effective_ms'),
          name: identifierOf(row).value,
          version: integer(row, 'version'),
        }))
        .toSorted((a, b) => a.effectiveMs - b.effectiveMs || (a.name < b.name ? -1 : 1));
    },
  };
};
