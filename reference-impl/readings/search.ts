import type { FiledReading } from '../../contract/domain/reading.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { msOf } from '../clock/instant.ts';
import type { Page, ReadingQuery } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import { afterMark, type Conditions, pageOf, pageSize, whereOf } from '../store/page.ts';
import type { ReadingTable } from './table.ts';

/** Where a search goes on: behind a reading in time, or behind a stamp among what was changed while it went on. */
type Mark =
  | { readonly kind: 'time'; readonly ms: number; readonly seq: number; readonly begun: number }
  | { readonly kind: 'changes'; readonly stamp: number };

const markOf = (page: string | undefined): Outcome<Mark | undefined> => {
  const marked = afterMark(page, 4);
  if (!marked.ok || marked.value === undefined) return marked.ok ? accept(undefined) : marked;
  const [ms = 0, seq = 0, stamp = 0, kind] = marked.value;
  if (kind === 0) return accept({ kind: 'time', ms, seq, begun: stamp });
  if (kind === 1) return accept({ kind: 'changes', stamp });
  return refuse('unsupported-parameter', 'http._page', '_page: not a mark of this server');
};

const changesMark = (stamp: number): string => `0.0.${stamp}.1`;

const stampOf = ({ lastUpdated }: Kept<FiledReading>): number => msOf(lastUpdated);

/**
 * Pages of filed readings by effective time. A correction may move a reading from behind the reader's place to before
 * it: so whatever was changed since the search began comes once more at its end, in the order of the changes. An
 * unknown mark is refused.
 */
export const searchReadings = (table: ReadingTable, query: ReadingQuery): Outcome<Page<FiledReading>> => {
  const { patient, measure, identifier, from, to, page } = query;
  const marked = markOf(page);
  if (!marked.ok) return marked;
  const mark = marked.value;
  const named = identifier === undefined ? undefined : table.named(identifier);
  if (identifier !== undefined && named === undefined) return accept({ entries: [] });
  const conditions: Conditions = [
    ['state <> ?', 'tombstone'],
    named && ['seq = ?', named.seq],
    patient && ['patient_key = ?', keyOf(patient)],
    measure && ['measure = ?', measure],
    from === undefined ? undefined : ['effective_ms >= ?', msOf(from)],
    to === undefined ? undefined : ['effective_ms < ?', msOf(to)],
  ];
  const size = pageSize(query.count);
  const select = (order: string, ...own: Conditions): readonly Kept<FiledReading>[] => {
    const { where, cells } = whereOf([...conditions, ...own]);
    return table.documents.select(`WHERE ${where} ORDER BY ${order} LIMIT ?`, ...cells, size + 1);
  };
  const changedSince = (stamp: number): readonly Kept<FiledReading>[] =>
    select('stamp', ['stamp > ?', stamp], ['version > 1']);
  if (mark?.kind === 'changes')
    return accept(pageOf(changedSince(mark.stamp), size, (last) => changesMark(stampOf(last))));
  if (query.newestFirst === true) return accept({ entries: select('effective_ms DESC, seq DESC').slice(0, size) });
  const begun = mark?.begun ?? table.lastStamp();
  const found = select('effective_ms, seq', mark && ['(effective_ms, seq) > (?, ?)', mark.ms, mark.seq]);
  const shown = pageOf(found, size, (last) => `${msOf(last.body.reading.effective)}.${last.seq}.${begun}.0`);
  const goesOn = shown.next === undefined && mark !== undefined && changedSince(begun).length > 0;
  return accept(goesOn ? { ...shown, next: changesMark(begun) } : shown);
};
