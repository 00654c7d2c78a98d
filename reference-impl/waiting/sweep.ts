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

/**
 * Lets happen what has fallen due by now, of a patient or of all, in due order and each at its own instant, at most so
 * many things. Returns how many: fewer than that, and nothing is left.
 */
export const sweep = (ctx: Context, most: number, patient?: Identifier): number => {
  const realMs = ctx.clocks.real();
  for (let done = 0; done < most; done += 1) {
    const due = ctx.tables.due.first(realMs, patient);
    if (due === undefined) return done;
    happen(ctx, due);
  }
  return most;
};
