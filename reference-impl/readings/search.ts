import type { FiledReading } from '../../contract/domain/reading.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import { accept, type Outcome } from '../../contract/refusal.ts';
import { msOf } from '../clock/instant.ts';
import type { Page, ReadingQuery } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import { afterMark, pageOf, pageSize, whereOf } from '../store/page.ts';
import type { ReadingTable } from './table.ts';

/** Pages of filed readings by effective time; a mark is `effective ms . row`. An unknown mark is refused. */
export const searchReadings = (table: ReadingTable, query: ReadingQuery): Outcome<Page<FiledReading>> => {
  const { patient, measure, identifier, from, to, page } = query;
  const marked = afterMark(page, 2);
  if (!marked.ok) return marked;
  const after = marked.value;
  const named = identifier === undefined ? undefined : table.named(identifier);
  if (identifier !== undefined && named === undefined) return accept({ entries: [] });
  const [ms = 0, seq = 0] = after ?? [];
  const { where, cells } = whereOf([
    ['state <> ?', 'tombstone'],
    named && ['seq = ?', named.seq],
    patient && ['patient_key = ?', keyOf(patient)],
    measure && ['measure = ?', measure],
    from === undefined ? undefined : ['effective_ms >= ?', msOf(from)],
    to === undefined ? undefined : ['effective_ms < ?', msOf(to)],
    after && ['(effective_ms, seq) > (?, ?)', ms, seq],
  ]);
  const size = pageSize(query.count);
  const tail = `WHERE ${where} ORDER BY effective_ms, seq LIMIT ?`;
  const found: readonly Kept<FiledReading>[] = table.documents.select(tail, ...cells, size + 1);
  return accept(pageOf(found, size, (last) => `${msOf(last.body.reading.effective)}.${last.seq}`));
};
