import { accept, type Outcome } from '../../contract/refusal.ts';
import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import type { AuditQuery, Page } from '../pipeline.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import type { Kept } from '../store/documents.ts';
import { afterMark, type Conditions, pageOf, pageSize, whereOf } from '../store/page.ts';
import { storedKey } from './columns.ts';
import type { AuditTable } from './table.ts';

/** Events of a search behind one, at most so many, in their order. */
interface Sought {
  readonly about: Identifier | undefined;
  readonly after: number;
  readonly most: number;
}
type Find = (table: AuditTable, narrowed: Conditions, sought: Sought) => readonly Kept<AuditEvent>[];

/** By looking through them. */
const behind: Find = ({ documents }, narrowed, { after, most }) => {
  const { where, cells } = whereOf([...narrowed, ['seq > ?', after]]);
  return documents.select(`WHERE ${where} ORDER BY seq LIMIT ?`, ...cells, most);
};

/** By what they are about, as far as that is known, and behind that by looking through them. */
const byKey: Find = (table, narrowed, sought) => {
  const { about, after, most } = sought;
  const end = table.about.end();
  if (about === undefined || after >= end) return behind(table, narrowed, sought);
  // Another process may take in more before the events behind it are looked through: they would come twice.
  const { where, cells } = whereOf([
    ['a.about = ?', storedKey(about)],
    ['a.nr > ?', after],
    ['a.nr <= ?', end],
    ...narrowed,
  ]);
  const tail = `JOIN (SELECT key AS about, seq AS nr FROM audit_about) AS a ON a.nr = seq WHERE ${where} ORDER BY a.nr LIMIT ?`;
  const first = table.documents.select(tail, ...cells, most);
  const rest = most - first.length;
  return rest === 0 ? first : [...first, ...behind(table, narrowed, { about, after: end, most: rest })];
};

/**
 * Pages of the audit trail in the order it was written; the mark is the last row. Rows only ever come behind the
 * last one, whatever the clock says, so that no page can miss one.
 */
export const searchAudit = (table: AuditTable, query: AuditQuery): Outcome<Page<AuditEvent>> => {
  const { patient, entity, refusal, outcome, fromMs, toMs, page } = query;
  const marked = afterMark(page, 1);
  if (!marked.ok) return marked;
  const after = marked.value;
  const narrowed: Conditions = [
    patient && ['patient_key = ?', storedKey(patient)],
    entity && ['(entity_key = ? OR patient_key = ?)', storedKey(entity), storedKey(entity)],
    refusal === undefined ? undefined : ['refusal = ?', refusal],
    outcome && ['outcome = ?', outcome],
    fromMs === undefined ? undefined : ['recorded_ms >= ?', fromMs],
    toMs === undefined ? undefined : ['recorded_ms < ?', toMs],
  ];
  const size = pageSize(query.count);
  const found = (entity ?? patient) === undefined ? behind : byKey;
  const events = found(table, narrowed, { about: entity ?? patient, after: after?.[0] ?? 0, most: size + 1 });
  return accept(pageOf(events, size, (last) => String(last.seq)));
};
