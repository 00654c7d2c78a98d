import { keyOf } from '../../contract/domain/identifier.ts';
import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import type { Page, Pipeline } from '../pipeline.ts';
import { numbersOf, pageOf, pageSize, whereOf } from '../store/page.ts';
import type { AuditTable } from './table.ts';

type AuditQuery = Parameters<Pipeline['audit']['search']>[1];

/** Pages of the audit trail in the order it was written; the mark is the last row. */
export const searchAudit = (table: AuditTable, query: AuditQuery): Page<AuditEvent> => {
  const { patient, refusal, page } = query;
  const after = page === undefined ? undefined : numbersOf(page, 1);
  if (page !== undefined && after === undefined) return { entries: [] };
  const { where, cells } = whereOf([
    patient && ['patient_key = ?', keyOf(patient)],
    refusal === undefined ? undefined : ['refusal = ?', refusal],
    after && ['seq > ?', after[0] ?? 0],
  ]);
  const size = pageSize(query.count);
  const found = table.documents.select(`WHERE ${where} ORDER BY seq LIMIT ?`, ...cells, size + 1);
  return pageOf(found, size, (last) => String(last.seq));
};
