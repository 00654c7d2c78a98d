import type { Deadlines } from '../../history/lines.ts';
import type { SubmitOp } from '../readings/filing.ts';
import type { ObservedItem } from '../record/sighting.ts';

const NS_PER_MS = 1_000_000;

export interface Timing {
  readonly deadlineMs: number;
  readonly lowMs: number;
  readonly highMs: number | null;
}

export const deadlineMs = (kind: string, deadlines: Deadlines): number =>
  kind === 'critical' ? deadlines.critical : deadlines.other;

/** Rounded outwards to a microsecond, so that the interval never loses the truth. */
const msDown = (ns: number): number => Math.floor(Math.max(0, ns) / 1000) / 1000;
const msUp = (ns: number): number => Math.ceil(Math.max(0, ns) / 1000) / 1000;

/**
 * The interval in which the delay of an item lies: from the intended send of the accepted attempt to
 * the interval in which it came into sight. The harness's own slip (sending later than intended) and
 * its worst event loop lag `lagNs` widen it.
 */
export const delayOf = (cause: SubmitOp, item: ObservedItem, deadline: number, lagNs: number): Timing => {
  const { after, by } = item.first;
  return {
    deadlineMs: deadline,
    lowMs: after === null ? 0 : msDown(after - cause.sent - lagNs),
    highMs: msUp(by - cause.intended),
  };
};

export const neverSeen = (cause: SubmitOp, lastLook: number, deadline: number): Timing => ({
  deadlineMs: deadline,
  lowMs: msDown(lastLook - cause.sent),
  highMs: null,
});

export type Punctuality = 'in-time' | 'tight' | 'late' | 'undecided';

/** Near-miss from 80 % of the budget on. */
export const punctuality = ({ deadlineMs: deadline, lowMs, highMs }: Timing): Punctuality => {
  if (lowMs > deadline) return 'late';
  if (highMs === null || highMs > deadline) return 'undecided';
  return highMs > 0.8 * deadline ? 'tight' : 'in-time';
};

export const intendedDeadline = (cause: SubmitOp, deadline: number): number =>
  Math.max(cause.intended, cause.sent) + deadline * NS_PER_MS;
