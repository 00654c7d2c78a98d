import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import { accept, type Outcome } from '../../contract/refusal.ts';
import { msOf } from '../clock/instant.ts';
import type { InboxQuery, Page } from '../pipeline.ts';
import { afterMark, among, pageOf, pageSize, whereOf } from '../store/page.ts';
import type { ItemTable } from './table.ts';

/** By its own identifier, or by another that it is known by. */
const ABOUT_READING =
  'reading_seq IN (SELECT seq FROM readings WHERE key = ? UNION SELECT reading_seq FROM reading_aliases WHERE key = ?)';

/**
 * Pages of items by `lastUpdated`; the mark is the last stamp, and stamps never tie. An item that
 * changes between two pages comes again on a later one: nothing is passed over. `owners`: only theirs.
 */
export const searchItems = (
  table: ItemTable,
  query: InboxQuery,
  owners: readonly Identifier[] | undefined,
): Outcome<Page<InboxItem>> => {
  const { owner, patient, identifier, order, reading, kind, status, since, page, newestFirst = false } = query;
  const marked = afterMark(page, 1);
  if (!marked.ok) return marked;
  const after = marked.value;
  const { where, cells } = whereOf([
    owners && among('owner_key', owners.map(keyOf)),
    owner && ['owner_key = ?', keyOf(owner)],
    patient && ['patient_key = ?', keyOf(patient)],
    identifier && ['key = ?', keyOf(identifier)],
    order && ['order_key = ?', keyOf(order)],
    reading && [ABOUT_READING, keyOf(reading), keyOf(reading)],
    kind === undefined ? undefined : ['kind = ?', kind],
    status === undefined ? undefined : ['status = ?', status],
    since === undefined ? undefined : ['stamp >= ?', msOf(since)],
    after && [newestFirst ? 'stamp < ?' : 'stamp > ?', after[0] ?? 0],
  ]);
  const size = pageSize(query.count);
  const found = table.documents.select(
    `WHERE ${where} ORDER BY stamp${newestFirst ? ' DESC' : ''} LIMIT ?`,
    ...cells,
    size + 1,
  );
  return accept(pageOf(found, size, (last) => String(msOf(last.lastUpdated))));
};
