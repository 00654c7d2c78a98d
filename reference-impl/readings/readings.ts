import type { FiledReading, Reading } from '../../contract/domain/reading.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { msOf } from '../clock/instant.ts';
import type { Context, Deed } from '../context.ts';
import { boundTo } from '../people/access.ts';
import { isPatient } from '../people/table.ts';
import type { Caller, Page, Pipeline, ReadingQuery, Written } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import { evaluateFiled } from './evaluate-filed.ts';
import { filedReading } from './file-reading.ts';
import { reevaluateNewer } from './reevaluate-newer.ts';
import { searchReadings } from './search.ts';

const written = (stored: Kept<FiledReading>, effect: 'created' | 'replayed'): Written<FiledReading> => ({
  stored,
  effect,
  warnings: [],
});

/** Takes one reading through the gates and files it with all that follows from it. */
const fileOne = (ctx: Context, caller: Caller, reading: Reading): Outcome<Written<FiledReading>> => {
  const { tables, use } = ctx;
  const { patient, measure } = reading;
  const nowMs = ctx.now(patient);
  const known = tables.readings.named(reading.identifier);
  // A time that cannot be read is refused by the first gate, which must be reached.
  const near = use.checkContent(reading) === undefined ? tables.readings.near(reading) : [];
  const orders = tables.orders.histories(patient, measure);
  const admission = use.admit(
    reading,
    {
      mayReach: use.mayReach(caller, patient) && isPatient(tables.people, patient),
      filed: { known: known?.body.reading, near: near.map((n) => n.body.reading) },
      orders,
      permission: tables.permissions.of(patient, measure)?.body,
      nowMs,
      policies: ctx.policies,
    },
    use,
  );
  if (!admission.ok) return admission;
  if (admission.value.kind === 'replay') {
    const kept = tables.readings.named(admission.value.of.identifier);
    if (kept === undefined) throw new Error('a replayed reading must be on file');
    if (admission.value.alias) {
      tables.readings.addName(reading.identifier, kept);
      ctx.audit({ caller, subject: 'reading', action: 'update', patient, entity: reading.identifier });
    }
    return accept(written(kept, 'replayed'));
  }
  const { under } = admission.value;
  const findings = under.flatMap(({ version }) => use.evaluateLimits(reading, version.order, use) ?? []);
  const versions = under.map((u) => u.version);
  const kept = tables.readings.add(
    filedReading(reading, versions, use.severest(findings), nowMs),
    under.map((u) => ({ seq: u.history.seq, version: u.version.version })),
  );
  ctx.audit({ caller, subject: 'reading', action: 'create', patient, entity: reading.identifier });
  const subject = { caller, reading, seq: kept.seq, submittedMs: nowMs };
  for (const { history, version } of under) evaluateFiled(ctx, subject, history, version);
  reevaluateNewer(ctx, subject, orders, nowMs);
  return accept(written(kept, 'created'));
};

const instantOrZero = (reading: Reading): number => {
  try {
    return msOf(reading.effective);
  } catch {
    return 0;
  }
};

const search = (ctx: Context, caller: Caller, query: ReadingQuery): Outcome<Page<FiledReading>> => {
  if (!ctx.use.roleMay(caller, 'read-readings')) return refuse('scope');
  const own = boundTo(caller);
  if (query.patient !== undefined && !ctx.use.mayReach(caller, query.patient)) return refuse('patient-not-authorised');
  return searchReadings(ctx.tables.readings, own === undefined ? query : { ...query, patient: own });
};

/** Readings: filed through the gates, all or nothing, in the order of their effective times. */
export const createReadings = (ctx: Context): Pipeline['readings'] => ({
  file: async (caller, readings) => {
    const deedOf = (reading: Reading | undefined): Deed => ({
      caller,
      subject: 'reading',
      action: 'create',
      ...(reading === undefined ? {} : { patient: reading.patient, entity: reading.identifier }),
    });
    return ctx.write(
      deedOf(readings[0]),
      () => {
        if (!ctx.use.roleMay(caller, 'submit-reading')) return refuse('scope');
        const results: Written<FiledReading>[] = Array.from({ length: readings.length });
        const inTime = readings
          .map((reading, index) => ({ reading, index, at: instantOrZero(reading) }))
          .sort((a, b) => a.at - b.at || a.index - b.index);
        for (const { reading, index } of inTime) {
          const outcome = fileOne(ctx, caller, reading);
          if (!outcome.ok) return { ok: false, refusal: { ...outcome.refusal, index } };
          results[index] = outcome.value;
        }
        return accept(results);
      },
      (index) => deedOf(readings[index]),
    );
  },
  search: (caller, query) => ctx.looked({ caller, subject: 'reading', action: 'read' }, search(ctx, caller, query)),
});
