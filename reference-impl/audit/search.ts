import { keyOf } from '../../contract/domain/identifier.ts';
import { accept, type Outcome } from '../../contract/refusal.ts';
import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import type { Page, Pipeline } from '../pipeline.ts';
import { afterMark, pageOf, pageSize, whereOf } from '../store/page.ts';
import type { AuditTable } from './table.ts';

type AuditQuery = Parameters<Pipeline['audit']['search']>[1];

/** Pages of the audit trail in the order it was written; the mark is the last row. */
export const searchAudit = (table: AuditTable, query: AuditQuery): Outcome<Page<AuditEvent>> => {
  const { patient, refusal, page } = query;
  const marked = afterMark(page, 1);
  if (!marked.ok) return marked;
  const after = marked.value;
  const { where, cells } = whereOf([
    patient && ['patient_key = ?', keyOf(patient)],
    refusal === undefined ? undefined : ['refusal = ?', refusal],
    after && ['seq > ?', after[0] ?? 0],
  ]);
  const size = pageSize(query.count);
  const found = table.documents.select(`WHERE ${where} ORDER BY seq LIMIT ?`, ...cells, size + 1);
  return accept(pageOf(found, size, (last) => String(last.seq)));
};
