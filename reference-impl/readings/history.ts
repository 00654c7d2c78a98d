import type { FiledReading } from '../../contract/domain/reading.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import type { Context } from '../context.ts';
import { boundTo } from '../people/access.ts';
import type { Caller, HistoryQuery, Stored } from '../pipeline.ts';
import { pageSize } from '../store/page.ts';

/** The versions of one reading, newest first, for whom may read it. */
export const history = (
  ctx: Context,
  caller: Caller,
  id: string,
  { before, count }: HistoryQuery,
): Outcome<readonly Stored<FiledReading>[]> => {
  if (!ctx.use.roleMay(caller, 'read-readings')) return refuse('scope');
  const { readings } = ctx.tables;
  const kept = readings.documents.byId(id);
  // As for the reading itself: to who speaks for one patient, another's and nobody's are alike.
  if (kept === undefined) return refuse(boundTo(caller) === undefined ? 'not-found' : 'patient-not-authorised');
  if (!ctx.use.mayReach(caller, kept.body.reading.patient)) return refuse('patient-not-authorised');
  return accept(readings.versions(kept, before ?? kept.version + 1, pageSize(count)));
};
