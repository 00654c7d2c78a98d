import type { Order } from '../../contract/domain/order.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { Measure } from '../../contract/domain/measure.ts';
import { msOf } from '../clock/instant.ts';
import { type Database, integer, type Row, text } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents, type Kept } from '../store/documents.ts';
import { Memo } from '../store/memo.ts';
import type { Stamps } from '../store/stamps.ts';
import type { OrderHistory, OrderVersion } from './order-history.ts';

export const ORDERS_TABLES = `
CREATE TABLE orders (${DOCUMENT_COLUMNS}, patient_key TEXT NOT NULL REFERENCES patients (key),
  measure TEXT NOT NULL, status TEXT NOT NULL) STRICT;
CREATE INDEX orders_of_patient ON orders (patient_key, measure);
CREATE TABLE order_versions (order_seq INTEGER NOT NULL REFERENCES orders (seq), version INTEGER NOT NULL,
  sent_from TEXT, body TEXT NOT NULL, PRIMARY KEY (order_seq, version)) STRICT, WITHOUT ROWID`;

export interface OrderTable {
  readonly documents: Documents<Order>;
  /** Every order of a patient for a measure, with all versions. */
  histories(patient: Identifier, measure: Measure): readonly OrderHistory[];
  history(kept: Kept<Order>): OrderHistory;
  /** By its row. Throws where there is none. */
  bySeq(seq: number): OrderHistory;
  /** Writes an order down and its version; `sentFrom` is `effectiveFrom` as it came. */
  add(order: Order, sentFrom: string | undefined): Kept<Order>;
  revise(kept: Kept<Order>, order: Order, sentFrom: string | undefined): Kept<Order>;
  /** The latest thousand, in the order in which they came. */
  search(query: { patient?: Identifier; status?: string }): readonly Kept<Order>[];
}

const versionOf = (row: Row): OrderVersion => {
  const order = JSON.parse(text(row, 'body')) as Order;
  return {
    version: integer(row, 'version'),
    fromMs: msOf(order.effectiveFrom ?? order.period.start),
    order,
    sentFrom: row['sent_from'] === null ? undefined : text(row, 'sent_from'),
  };
};

const historyOf = (seq: number, rows: readonly Row[]): OrderHistory => {
  const [first, ...rest] = rows.map(versionOf);
  if (first === undefined) throw new Error(`order ${seq} has no version`);
  return { seq, versions: [first, ...rest] };
};

const OF_PATIENT = `SELECT v.* FROM orders o JOIN order_versions v ON v.order_seq = o.seq
  WHERE o.patient_key = ? AND o.measure = ? ORDER BY v.order_seq, v.version`;

/** What a search or the gates need of an order, without opening its body. */
const columns = (order: Order) => ({
  patient_key: keyOf(order.patient),
  measure: order.measure,
  status: order.status,
});

const MAX_FOUND = 1000;
/** Patients and measures whose orders are kept at hand: they are asked for with every reading. */
const AT_HAND = 10_000;

export const createOrderTable = (db: Database, stamps: Stamps): OrderTable => {
  const documents = createDocuments<Order>(db, stamps, 'orders', 's');
  const memo = new Memo<readonly OrderHistory[]>(db, AT_HAND);
  const nameOf = (patient: Identifier, measure: Measure): string => `${measure} ${keyOf(patient)}`;
  const read = (patient: Identifier, measure: Measure): readonly OrderHistory[] => {
    const rows = db.all(OF_PATIENT, keyOf(patient), measure);
    return [...Map.groupBy(rows, (row) => integer(row, 'order_seq'))].map(([seq, of]) => historyOf(seq, of));
  };
  const addVersion = (kept: Kept<Order>, sentFrom: string | undefined): Kept<Order> => {
    const cells = [kept.seq, kept.version, sentFrom ?? null, JSON.stringify(kept.body)];
    memo.forget(nameOf(kept.body.patient, kept.body.measure));
    db.run('INSERT INTO order_versions (order_seq, version, sent_from, body) VALUES (?, ?, ?, ?)', ...cells);
    return kept;
  };
  const bySeq = (seq: number): OrderHistory =>
    historyOf(seq, db.all('SELECT * FROM order_versions WHERE order_seq = ? ORDER BY version', seq));
  return {
    documents,
    history: ({ seq }) => bySeq(seq),
    bySeq,
    histories: (patient, measure) => memo.get(nameOf(patient, measure), () => read(patient, measure)),
    add: (order, sentFrom) => addVersion(documents.insert(keyOf(order.identifier), order, columns(order)), sentFrom),
    revise: (kept, order, sentFrom) => addVersion(documents.update(kept, order, columns(order)), sentFrom),
    search: ({ patient, status }) => {
      const wheres = [
        ...(patient === undefined ? [] : ['patient_key = ?']),
        ...(status === undefined ? [] : ['status = ?']),
        '1 = 1',
      ].join(' AND ');
      const cells = [...(patient === undefined ? [] : [keyOf(patient)]), ...(status === undefined ? [] : [status])];
      return documents.select(`WHERE ${wheres} ORDER BY seq DESC LIMIT ${MAX_FOUND}`, ...cells).toReversed();
    },
  };
};
