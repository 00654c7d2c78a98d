import type { FiledReading, Reading } from '../../contract/domain/reading.ts';
import type { Context } from '../context.ts';
import { latestOf, type OrderHistory } from '../orders/order-history.ts';
import type { Caller } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import type { Under } from './admit.ts';
import { settleMissing } from '../waiting/settle-missing.ts';
import { type Evaluated, evaluateFiled } from './evaluate-filed.ts';
import type { Subject } from './subject.ts';
import { filedReading } from './file-reading.ts';
import { gatewayOf, type KeptReading } from './filed-by.ts';
import { reevaluateNewer } from './reevaluate-newer.ts';
import type { FiledUnder } from './table.ts';

/** A reading that the gates let in, with all orders of its patient for its measure. */
export interface Filing {
  readonly caller: Caller;
  readonly reading: Reading;
  readonly orders: readonly OrderHistory[];
  readonly nowMs: number;
}

/** A reading as it is filed under these versions, and what each of them makes of it. Its first identifier stays. */
const filedUnder = (
  { use }: Context,
  { caller, reading, nowMs }: Filing,
  under: readonly Under[],
  before?: Kept<FiledReading>,
): {
  readonly filed: KeptReading;
  readonly rows: readonly FiledUnder[];
  readonly evaluated: readonly (Evaluated & Under)[];
} => {
  const evaluated = under.map((one) => ({ ...one, finding: use.evaluateLimits(reading, one.version.order, use) }));
  const found = evaluated.map(({ finding }) => finding);
  const named = before === undefined ? reading : { ...reading, identifier: before.body.reading.identifier };
  const versions = under.map(({ version }) => version);
  const severest = use.severest(found.filter((finding) => finding !== undefined));
  return {
    filed: {
      ...filedReading(named, versions, severest, nowMs, (before?.version ?? 0) + 1),
      filedBy: gatewayOf(caller),
    },
    rows: evaluated.map(({ history, version, finding }) => ({
      order: history.seq,
      version: version.version,
      found: finding?.interpretation,
    })),
    evaluated,
  };
};

const note = (ctx: Context, { caller, reading }: Filing, action: 'create' | 'update'): void =>
  ctx.audit({ caller, subject: 'reading', action, patient: reading.patient, entity: reading.identifier });

const subjectOf = (
  { caller, nowMs }: Filing,
  { seq, body }: Kept<FiledReading>,
  reason: Subject['reason'] = 're-evaluated',
): Subject => ({ caller, reading: body.reading, seq, submittedMs: nowMs, reason });

/** Every order that waits for data may have them now, or lack them again. */
const lookForData = (ctx: Context, { caller, orders, nowMs }: Filing): void => {
  for (const history of orders) settleMissing(ctx, caller, history, nowMs);
};

/** A new reading, and every item that it asks for, its own and those of newer readings. */
export const addReading = (ctx: Context, filing: Filing, under: readonly Under[]): Kept<FiledReading> => {
  const { filed, rows, evaluated } = filedUnder(ctx, filing, under);
  const kept = ctx.tables.readings.add(filed, rows);
  note(ctx, filing, 'create');
  const subject = { ...subjectOf(filing, kept), isNew: true };
  for (const one of evaluated) evaluateFiled(ctx, subject, one.history, one);
  reevaluateNewer(ctx, subject, [kept.body.reading], filing.orders, filing.nowMs);
  lookForData(ctx, filing);
  return kept;
};

/** The erasure of what never came: its identifier is taken from now on. */
export const buryReading = (ctx: Context, filing: Filing): Kept<FiledReading> => {
  const kept = ctx.tables.readings.add(filedUnder(ctx, filing, []).filed, [], 'tombstone');
  note(ctx, filing, 'create');
  return kept;
};

/** Orders that a reading was filed under and is no more: nothing of it stands there. An order in error has no items. */
const leave = (
  ctx: Context,
  subject: Subject,
  before: readonly FiledUnder[],
  filing: Filing,
  under: readonly Under[],
): void => {
  for (const history of filing.orders) {
    const wasUnder = before.some(({ order }) => order === history.seq);
    const isUnder = under.some((u) => u.history.seq === history.seq);
    if (wasUnder && !isUnder && latestOf(history).order.status !== 'entered-in-error')
      evaluateFiled(ctx, subject, history, undefined);
  }
};

/** Another content of a filed reading: it is evaluated anew, and so is every newer one that it was or is measured from. */
export const correctReading = (
  ctx: Context,
  filing: Filing,
  known: Kept<FiledReading>,
  under: readonly Under[],
  state: 'filed' | 'apart' = 'filed',
): Kept<FiledReading> => {
  const before = ctx.tables.readings.filedUnder(known.seq);
  const { filed, rows, evaluated } = filedUnder(ctx, filing, under, known);
  const kept = ctx.tables.readings.revise(known, filed, rows, state);
  note(ctx, filing, 'update');
  const subject = subjectOf(filing, kept, 'corrected-to-normal');
  for (const one of evaluated) evaluateFiled(ctx, subject, one.history, one);
  leave(ctx, subject, before, filing, under);
  reevaluateNewer(ctx, subject, [known.body.reading, kept.body.reading], filing.orders, filing.nowMs);
  lookForData(ctx, filing);
  return kept;
};

/** A control result: shown, known by its identifier, and counted in no rule. */
export const keepApart = (ctx: Context, filing: Filing, known: Kept<FiledReading> | undefined): Kept<FiledReading> => {
  if (known !== undefined) return correctReading(ctx, filing, known, [], 'apart');
  const kept = ctx.tables.readings.add(filedUnder(ctx, filing, []).filed, [], 'apart');
  note(ctx, filing, 'create');
  return kept;
};

/** A filed reading that is taken back: it is shown so, and counts in no rule any more. */
export const eraseReading = (ctx: Context, filing: Filing, known: Kept<FiledReading>): Kept<FiledReading> => {
  const { readings } = ctx.tables;
  const before = readings.filedUnder(known.seq);
  const { body } = known;
  const erased: KeptReading = {
    ...body,
    filedBy: gatewayOf(filing.caller),
    version: known.version + 1,
    reading: { ...body.reading, status: 'entered-in-error' },
  };
  const kept = readings.revise(known, erased, before, 'erased');
  note(ctx, filing, 'update');
  const subject = subjectOf(filing, kept, 'entered-in-error');
  leave(ctx, subject, before, filing, []);
  reevaluateNewer(ctx, subject, [body.reading], filing.orders, filing.nowMs);
  lookForData(ctx, filing);
  return kept;
};
