import { accept, type Outcome } from '../../contract/refusal.ts';
import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import type { AuditQuery, Page } from '../pipeline.ts';
import { afterMark, pageOf, pageSize, whereOf } from '../store/page.ts';
import { storedKey } from './columns.ts';
import type { AuditTable } from './table.ts';

/**
 * Pages of the audit trail in the order it was written; the mark is the last row. Rows only ever come behind the
 * last one, whatever the clock says, so that no page can miss one.
 */
export const searchAudit = (table: AuditTable, query: AuditQuery): Outcome<Page<AuditEvent>> => {
  const { patient, entity, refusal, outcome, fromMs, toMs, page } = query;
  const marked = afterMark(page, 1);
  if (!marked.ok) return marked;
  const after = marked.value;
  const { where, cells } = whereOf([
    patient && ['patient_key = ?', storedKey(patient)],
    entity && ['(entity_key = ? OR patient_key = ?)', storedKey(entity), storedKey(entity)],
    refusal === undefined ? undefined : ['refusal = ?', refusal],
    outcome && ['outcome = ?', outcome],
    fromMs === undefined ? undefined : ['recorded_ms >= ?', fromMs],
    toMs === undefined ? undefined : ['recorded_ms < ?', toMs],
    after && ['seq > ?', after[0] ?? 0],
  ]);
  const size = pageSize(query.count);
  const found = table.documents.select(`WHERE ${where} ORDER BY seq LIMIT ?`, ...cells, size + 1);
  return accept(pageOf(found, size, (last) => String(last.seq)));
};
