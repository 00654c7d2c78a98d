import type { Identifier } from '../../contract/domain/identifier.ts';
import type { Context } from '../context.ts';
import type { Caller } from '../pipeline.ts';
import { escalate } from './escalate.ts';
import { makeSummary } from './make-summary.ts';
import { settleMissing } from './settle-missing.ts';
import type { Due } from './table.ts';

/** In the audit trail: nobody asked for it, its time had come. */
const TIME: Caller = { role: 'clock', client: 'time' };

const happen = (ctx: Context, { kind, subject, atMs }: Due): void => {
  if (kind === 'escalation') escalate(ctx, TIME, subject, atMs);
  else if (kind === 'missing') settleMissing(ctx, TIME, ctx.tables.orders.bySeq(subject), atMs);
  else makeSummary(ctx, TIME, ctx.tables.orders.bySeq(subject), atMs);
};

/** How much is done in one commit: nobody else can write meanwhile, and whoever shares the database waits for seconds at most. */
export interface Portion {
  readonly most: number;
  /** Nothing more is begun after so long, ms. */
  readonly mostMs: number;
  /** Real time that only goes forward, ms. */
  readonly monotonic: () => number;
}

/**
 * Lets happen what has fallen due by now, of a patient or of all, in due order and each at its own instant, a portion of
 * it. Returns whether nothing is left.
 */
export const sweep = (ctx: Context, { most, mostMs, monotonic }: Portion, patient?: Identifier): boolean => {
  const realMs = ctx.clocks.real();
  let begunMs: number | undefined;
  for (let done = 0; done < most; done += 1) {
    const due = ctx.tables.due.first(realMs, patient);
    if (due === undefined) return true;
    begunMs ??= monotonic();
    happen(ctx, due);
    if (monotonic() - begunMs >= mostMs) return false;
  }
  return false;
};
