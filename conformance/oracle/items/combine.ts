import type { PatientClock } from '../time/patient-clock.ts';
import { DAY, HOUR, instant } from '../time/instant.ts';
import { after, exactly, type Tri } from '../time/span.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Demand } from './demand.ts';

/** Older than this when it would be raised: no item. Source: contract, Evaluation. */
const TOO_OLD = 7n * DAY;
/** More than this between measuring and receiving: late. Source: contract, "Late". */
const LATE = HOUR;

/** Whether the reading was effective more than `limit` before the SUT's clock in that stretch. */
const olderThan = (effective: string, limit: bigint, clock: PatientClock, from: number, to: number): Tri =>
  after(clock.over(from, to), exactly(instant(effective) + limit));

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export const isLate = (effective: string, clock: PatientClock, received: Stretch): Tri =>
  Number.isFinite(received.to) ? olderThan(effective, LATE, clock, received.from, received.to) : 'maybe';

/**
 * One demand of many possible states: agreed, it is MUST or MUST NOT; else MAY. `open`: something that
 * this oracle does not know bears on it (an unresolved attempt, a rule it does not evaluate).
 */
export const combine = (
  evaluations: readonly Evaluation[],
  effective: string,
  clock: PatientClock,
  raised: Stretch,
  open: boolean,
): Pick<Demand, 'level' | 'why'> => {
  const calling = evaluations.filter((e) => e.call !== undefined);
  const [first] = calling.length > 0 ? calling : evaluations;
  const why = first?.why ?? 'no order evaluates it';
  if (calling.length === 0) return { level: 'must-not', why };
  const until = Number.isFinite(raised.to) ? raised.to : raised.from;
  const tooOld = olderThan(effective, TOO_OLD, clock, raised.from, until);
  if (tooOld === 'yes')
    return { level: 'must-not', why: `effective more than 7 days before it could be raised: filed, no item (${why})` };
  if (open || tooOld === 'maybe' || calling.length < evaluations.length) return { level: 'may', why };
  return { level: 'must', why };
};
