import type { FiledReading, Reading } from '../../contract/domain/reading.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import { accept, type Outcome, type Refusal, refuse } from '../../contract/refusal.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import type { Context, Deed } from '../context.ts';
import { boundTo } from '../people/access.ts';
import { isPatient } from '../people/table.ts';
import type { Caller, FilingTerms, Page, Pipeline, ReadingQuery, Written } from '../pipeline.ts';
import { isFromSource } from '../sources/sources.ts';
import type { Kept } from '../store/documents.ts';
import { aimOf } from './aim.ts';
import { addReading, buryReading, correctReading, eraseReading, keepApart } from './file.ts';
import type { Filed } from './identify.ts';
import { history } from './history.ts';
import { searchReadings } from './search.ts';

const written = (stored: Kept<FiledReading>, effect: Written<FiledReading>['effect']): Written<FiledReading> => ({
  stored,
  effect,
  warnings: [],
});

/** What is on file of a reading's identifier and of its measurement. */
const filedOf = (ctx: Context, reading: Reading, known: Kept<FiledReading> | undefined): Filed => {
  const { readings } = ctx.tables;
  // Without a named device two readings are never the same. A time that cannot be read is refused by the first gate, which must be reached.
  const near =
    reading.device !== undefined && ctx.use.checkContent(reading) === undefined ? readings.near(reading) : [];
  return {
    known: known && {
      contents: [...readings.earlierContents(known), known.body.reading],
      latest: known.body.reading,
      isErased: ['erased', 'tombstone'].includes(readings.stateOf(known)),
    },
    near: near.map((n) => n.body.reading),
  };
};

const replay = (ctx: Context, caller: Caller, reading: Reading, of: Reading, alias: boolean): Written<FiledReading> => {
  const kept = ctx.tables.readings.named(of.identifier);
  if (kept === undefined) throw new Error('a replayed reading must be on file');
  if (alias) {
    const { patient, identifier } = reading;
    ctx.tables.readings.addName(reading, kept);
    ctx.audit({ caller, subject: 'reading', action: 'update', patient, entity: identifier });
  }
  return written(kept, 'replayed');
};

/** A reading of the future: taken aside, where nobody finds it. */
const quarantine = (ctx: Context, caller: Caller, reading: Reading, nowMs: number): Written<FiledReading> => {
  ctx.tables.quarantine.add(reading, nowMs);
  const { patient, identifier } = reading;
  ctx.audit({ caller, subject: 'reading', action: 'create', patient, entity: identifier });
  const body: FiledReading = { reading, version: 1, interpretation: [], ranges: [], orders: [] };
  return {
    stored: { id: '', version: 1, lastUpdated: isoOf(nowMs), body },
    effect: 'quarantined',
    warnings: [],
  };
};

/** Takes one reading through the gates and files it with all that follows from it. */
const fileOne = (
  ctx: Context,
  caller: Caller,
  reading: Reading,
  terms: FilingTerms | undefined,
): Outcome<Written<FiledReading>> => {
  const { tables, use } = ctx;
  const { patient, measure } = reading;
  const nowMs = ctx.now(patient);
  if (!isFromSource(ctx, caller, measure, nowMs)) return refuse('source-not-admitted');
  const known = tables.readings.named(reading.identifier);
  const orders = tables.orders.histories(patient, measure);
  const admission = use.admit(
    reading,
    {
      mayReach: use.mayReach(caller, patient) && isPatient(tables.people, patient),
      filed: filedOf(ctx, reading, known),
      orders,
      permission: tables.permissions.of(patient, measure)?.body,
      nowMs,
      policies: ctx.policies,
      aim: aimOf(terms, reading, {
        byId: terms?.id === undefined ? undefined : tables.readings.documents.byId(terms.id),
        byKey: known,
      }),
    },
    use,
  );
  if (!admission.ok) return admission;
  const { value } = admission;
  const filing = { caller, reading, orders, nowMs };
  switch (value.kind) {
    case 'replay':
      return accept(replay(ctx, caller, reading, value.of, value.alias));
    case 'tombstone':
      return accept(written(buryReading(ctx, filing), 'created'));
    case 'apart':
      return accept(written(keepApart(ctx, filing, known), known === undefined ? 'created' : 'updated'));
    case 'quarantine':
      return accept(quarantine(ctx, caller, reading, nowMs));
    case 'file':
      return accept(written(addReading(ctx, filing, value.under), 'created'));
    case 'correction':
    case 'erasure': {
      if (known === undefined) throw new Error('what is corrected must be on file');
      const kept =
        value.kind === 'correction'
          ? correctReading(ctx, filing, known, value.under)
          : eraseReading(ctx, filing, known);
      return accept(written(kept, 'updated'));
    }
  }
};

const instantOrZero = (reading: Reading): number => {
  try {
    return msOf(reading.effective);
  } catch {
    return 0;
  }
};

/** With the place of each among those that were sent. */
const inTime = (readings: readonly Reading[]): readonly { readonly reading: Reading; readonly index: number }[] => {
  const [only] = readings;
  if (only !== undefined && readings.length === 1) return [{ reading: only, index: 0 }];
  return readings
    .map((reading, index) => ({ reading, index, at: instantOrZero(reading) }))
    .sort((a, b) => a.at - b.at || (a.reading.identifier.value < b.reading.identifier.value ? -1 : 1));
};

/**
 * Of a transaction of FHIR, where two entries must not write one resource, by whichever of its identifiers they name it (R4,
 * http, Transaction Processing Rules). `before`: the place of the other one.
 */
const repeats = (before: number): Refusal =>
  refuse('malformed', undefined, `Bundle.entry[${before}] is about the same reading`).refusal;

const search = (ctx: Context, caller: Caller, query: ReadingQuery): Outcome<Page<FiledReading>> => {
  if (!ctx.use.roleMay(caller, 'read-readings')) return refuse('scope');
  const own = boundTo(caller);
  if (query.patient !== undefined && !ctx.use.mayReach(caller, query.patient)) return refuse('patient-not-authorised');
  return searchReadings(ctx.tables.readings, own === undefined ? query : { ...query, patient: own });
};

/** Readings: filed through the gates, all or nothing, in the order of their effective times. */
export const createReadings = (ctx: Context): Pipeline['readings'] => ({
  file: async (caller, readings, terms) => {
    const deedOf = (reading: Reading | undefined): Deed => ({
      caller,
      subject: 'reading',
      action: 'create',
      ...(reading === undefined ? {} : { patient: reading.patient, entity: reading.identifier }),
    });
    const [first] = readings;
    const areOfOne = readings.every(({ patient }) => first !== undefined && keyOf(patient) === keyOf(first.patient));
    return ctx.write(
      // Of more patients than one, all that fell due comes first.
      deedOf(areOfOne ? first : undefined),
      () => {
        if (!ctx.use.roleMay(caller, 'submit-reading')) return refuse('scope');
        const results: Written<FiledReading>[] = Array.from({ length: readings.length });
        const writtenBy = new Map<string, number>();
        for (const { reading, index } of inTime(readings)) {
          const outcome = fileOne(ctx, caller, reading, terms?.[index]);
          if (!outcome.ok) return { ok: false, refusal: { ...outcome.refusal, index } };
          results[index] = outcome.value;
          const { stored, effect } = outcome.value;
          if (terms === undefined || effect === 'replayed' || effect === 'quarantined') continue;
          const before = writtenBy.get(stored.id);
          if (before !== undefined) return { ok: false, refusal: { ...repeats(before), index } };
          writtenBy.set(stored.id, index);
        }
        return accept(results);
      },
      (index) => deedOf(readings[index]),
    );
  },
  history: (caller, id, query) =>
    ctx.looked({ caller, subject: 'reading', action: 'read' }, history(ctx, caller, id, query)),
  search: (caller, query) => ctx.looked({ caller, subject: 'reading', action: 'read' }, search(ctx, caller, query)),
});
