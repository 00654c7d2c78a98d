import { instant } from '../time/instant.ts';
import type { Moment } from './moment.ts';
import type { Standing } from './standing.ts';
import { isEnd, isInError, type OrderState } from './version.ts';

/**
 * How an order stood to an instant when a reading was taken, for words alone: what an interval leaves open
 * is told as not yet.
 */
export const standingNamed = (order: OrderState | undefined, at: bigint, { step }: Pick<Moment, 'step'>): Standing => {
  const taken = order?.versions.filter((v) => v.moment.step < step) ?? [];
  if (taken.some(isInError)) return 'in-error';
  const holding = taken.filter((v) => v.from.high <= at);
  if (holding.some(isEnd)) return 'ended';
  const version = holding.reduce<(typeof holding)[number] | undefined>(
    (best, v) => (best === undefined || v.from.low >= best.from.low ? v : best),
    undefined,
  );
  if (version === undefined) return 'not-begun';
  const { status, period } = version.order;
  if (status === 'draft' || status === 'on-hold') return status;
  if (at >= instant(period.end)) return 'ended';
  return at < instant(period.start) ? 'not-begun' : 'active';
};
