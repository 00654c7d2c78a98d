import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import { type Cell, type Database, integer } from '../store/database.ts';
import { createDocuments, DOCUMENT_COLUMNS, type Documents, type Kept } from '../store/documents.ts';
import type { Stamps } from '../store/stamps.ts';

/**
 * The partial unique index is the guarantee that one order and one reading have at most one item of a rule family that
 * waits for a person, whatever runs at the same time.
 */
export const ITEMS_TABLES = `
CREATE TABLE items (${DOCUMENT_COLUMNS}, order_seq INTEGER NOT NULL REFERENCES orders (seq),
  reading_seq INTEGER REFERENCES readings (seq), family TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
  patient_key TEXT NOT NULL, order_key TEXT NOT NULL, owner_key TEXT NOT NULL, order_version INTEGER NOT NULL,
  direction TEXT NOT NULL, anchor_ms INTEGER NOT NULL, has_own INTEGER NOT NULL DEFAULT 1,
  copy_of INTEGER REFERENCES items (seq), step INTEGER) STRICT;
CREATE UNIQUE INDEX one_open_item ON items (order_seq, reading_seq, family) WHERE status IN ('new', 'seen') AND has_own = 1;
CREATE UNIQUE INDEX one_open_gap ON items (order_seq) WHERE family = 'missing' AND status IN ('new', 'seen');
CREATE UNIQUE INDEX one_summary ON items (order_seq, anchor_ms) WHERE family = 'summary';
CREATE UNIQUE INDEX one_copy ON items (copy_of, step) WHERE copy_of IS NOT NULL;
CREATE INDEX items_of_time ON items (order_seq, family, anchor_ms) WHERE reading_seq IS NULL;
CREATE INDEX items_to_join ON items (order_seq, direction, anchor_ms) WHERE kind = 'abnormal' AND status IN ('new', 'seen');
CREATE TABLE item_members (item_seq INTEGER NOT NULL REFERENCES items (seq),
  reading_seq INTEGER NOT NULL REFERENCES readings (seq), PRIMARY KEY (reading_seq, item_seq)) STRICT, WITHOUT ROWID;
CREATE INDEX items_of_reading ON items (reading_seq);
CREATE INDEX items_of_owner ON items (owner_key, stamp);
CREATE INDEX items_of_patient ON items (patient_key, stamp)`;

/** Whose, about what, by which rule: what makes an item this item. */
export interface ItemIdentity {
  readonly orderSeq: number;
  readonly readingSeq: number;
  readonly family: string;
}

/** `anchorMs`: when its first reading was effective as it was raised, or what makes it the item of its time. `members`: by their rows; its own is one of them. */
export interface NewItem extends Omit<ItemIdentity, 'readingSeq'> {
  /** Unsaid of an item that time raises. */
  readonly readingSeq?: number;
  readonly orderVersion: number;
  readonly anchorMs: number;
  readonly members: readonly number[];
}

export interface JoinQuery {
  readonly orderSeq: number;
  readonly direction: string;
  readonly owner: Identifier;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ItemTable {
  readonly documents: Documents<InboxItem>;
  /** The items of an order and family that stand (not withdrawn) and have a reading as a member, oldest first. */
  standing(of: ItemIdentity): readonly Kept<InboxItem>[];
  /** Open abnormal items of the limits in one In Basket whose first reading was effective in [fromMs, toMs], that first. */
  toJoin(of: JoinQuery): readonly Kept<InboxItem>[];
  /** Readings, by their rows, that an item is about. */
  membersOf(kept: Kept<InboxItem>): readonly number[];
  addMember(kept: Kept<InboxItem>, reading: number): void;
  removeMember(kept: Kept<InboxItem>, reading: number): void;
  /** The version of its order that an item was raised by. */
  versionOf(kept: Kept<InboxItem>): number;
  /** Items of an order that nobody has finished. */
  openOf(orderSeq: number): readonly Kept<InboxItem>[];
  /** Items that time raised, withdrawn ones too, by what makes them this item. */
  ofTime(orderSeq: number, family: 'missing' | 'summary', anchorMs: number): readonly Kept<InboxItem>[];
  /** Copies of a critical item, in the order of its steps. */
  copiesOf(itemSeq: number): readonly Kept<InboxItem>[];
  /** The order of an item, by its row. */
  orderOf(kept: Kept<InboxItem>): number;
  /** A copy of an item; its step is what the copy says. */
  addCopy(original: Kept<InboxItem>, item: (identifier: Identifier) => InboxItem): Kept<InboxItem>;
  add(of: NewItem, item: (identifier: Identifier) => InboxItem): Kept<InboxItem>;
  revise(kept: Kept<InboxItem>, item: InboxItem): Kept<InboxItem>;
}

/** `changed` is told of every item that was created or changed, in the same transaction. */
export const createItemTable = (
  db: Database,
  stamps: Stamps,
  system: string,
  changed: (item: Kept<InboxItem>) => void = () => {},
): ItemTable => {
  const documents = createDocuments<InboxItem>(db, stamps, 'items', 'i');
  const insert = (
    of: NewItem,
    itemOf: (identifier: Identifier) => InboxItem,
    more: (item: InboxItem) => Readonly<Record<string, Cell>>,
  ): Kept<InboxItem> => {
    // The key needs the logical id, and the columns need the item: make it once, for both.
    const seq = documents.nextSeq();
    const item = itemOf({ system, value: `i${seq}` });
    const kept = documents.insert(keyOf(item.identifier), item, {
      order_seq: of.orderSeq,
      reading_seq: of.readingSeq ?? null,
      family: of.family,
      kind: item.kind,
      status: item.status,
      patient_key: keyOf(item.patient),
      order_key: keyOf(item.order),
      owner_key: keyOf(item.recipient),
      order_version: of.orderVersion,
      direction: item.interpretation.join('+'),
      anchor_ms: of.anchorMs,
      ...more(item),
    });
    for (const reading of of.members) db.run('INSERT INTO item_members VALUES (?, ?)', seq, reading);
    changed(kept);
    return kept;
  };
  return {
    documents,
    standing: ({ orderSeq, readingSeq, family }) =>
      documents.select(
        "WHERE seq IN (SELECT item_seq FROM item_members WHERE reading_seq = ?) AND order_seq = ? AND family = ? AND status <> 'withdrawn' ORDER BY seq",
        readingSeq,
        orderSeq,
        family,
      ),
    membersOf: ({ seq }) =>
      db
        .all('SELECT reading_seq FROM item_members WHERE item_seq = ? ORDER BY reading_seq', seq)
        .map((row) => integer(row, 'reading_seq')),
    toJoin: ({ orderSeq, direction, owner, fromMs, toMs }) =>
      documents.select(
        "WHERE order_seq = ? AND direction = ? AND owner_key = ? AND anchor_ms BETWEEN ? AND ? AND family = 'limits' AND kind = 'abnormal' AND status IN ('new', 'seen') ORDER BY anchor_ms, seq",
        orderSeq,
        direction,
        keyOf(owner),
        fromMs,
        toMs,
      ),
    addMember: ({ seq }, reading) => db.run('INSERT INTO item_members VALUES (?, ?)', seq, reading),
    removeMember: ({ seq }, reading) => {
      db.run('DELETE FROM item_members WHERE item_seq = ? AND reading_seq = ?', seq, reading);
      db.run('UPDATE items SET has_own = 0 WHERE seq = ? AND reading_seq = ?', seq, reading);
    },
    versionOf: ({ seq }) =>
      integer(db.get('SELECT order_version FROM items WHERE seq = ?', seq) ?? {}, 'order_version'),
    openOf: (orderSeq) => documents.select("WHERE order_seq = ? AND status IN ('new', 'seen') ORDER BY seq", orderSeq),
    ofTime: (orderSeq, family, anchorMs) =>
      documents.select(
        'WHERE order_seq = ? AND family = ? AND anchor_ms = ? AND reading_seq IS NULL ORDER BY seq',
        orderSeq,
        family,
        anchorMs,
      ),
    copiesOf: (itemSeq) => documents.select('WHERE copy_of = ? ORDER BY step', itemSeq),
    orderOf: ({ seq }) => integer(db.get('SELECT order_seq FROM items WHERE seq = ?', seq) ?? {}, 'order_seq'),
    addCopy: (original, itemOf) => {
      const row = db.get(
        'SELECT order_seq, reading_seq, order_version, anchor_ms FROM items WHERE seq = ?',
        original.seq,
      );
      if (row === undefined) throw new Error(`item ${original.id} is not there`);
      return insert(
        {
          orderSeq: integer(row, 'order_seq'),
          readingSeq: integer(row, 'reading_seq'),
          family: 'escalation',
          orderVersion: integer(row, 'order_version'),
          anchorMs: integer(row, 'anchor_ms'),
          members: [],
        },
        itemOf,
        (item) => ({ copy_of: original.seq, step: item.step ?? null, has_own: 0 }),
      );
    },
    add: (of, itemOf) => insert(of, itemOf, () => ({})),
    revise: (kept, item) => {
      const next = { ...item, version: kept.version + 1 };
      const revised = documents.update(kept, next, { kind: item.kind, status: item.status });
      changed(revised);
      return revised;
    },
  };
};
