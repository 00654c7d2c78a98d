import type { Deadlines, Mono, OpLine } from '../../history/lines.ts';
import type { Sight } from './surface-sight.ts';

const NS_PER_MS = 1_000_000;
const NS_PER_US = 1000;
const US_PER_MS = 1000;

/** A delay against its deadline: it lies in [lowMs, highMs]. `highMs` null: not seen, or nobody knows by when. */
export interface Timing {
  readonly deadlineMs: number;
  readonly lowMs: number;
  readonly highMs: number | null;
  /** The test clock had been advanced. */
  readonly virtual?: true;
}

/** The monotonic stretch in which the instant lies that a deadline counts from. */
export interface Start {
  readonly from: Mono;
  readonly to: Mono;
}

type Cause = Pick<OpLine, 'intended' | 'sent'>;

export const deadlineMs = (kind: string, deadlines: Deadlines): number =>
  kind === 'critical' ? deadlines.critical : deadlines.other;

/** Rounded outwards to a microsecond, so that the interval never loses the truth. */
const msDown = (ns: number): number => Math.floor(Math.max(0, ns) / NS_PER_US) / US_PER_MS;
const msUp = (ns: number): number => Math.ceil(Math.max(0, ns) / NS_PER_US) / US_PER_MS;

/**
 * The interval of a delay: from where it counts to where it came into sight. What was in sight before it counts (an
 * earlier attempt that was never answered has filed the reading) has a delay of nothing.
 */
export const timing = ({ from, to }: Start, { after, by }: Sight, deadline: number, virtual = false): Timing => ({
  deadlineMs: deadline,
  lowMs: after === null ? 0 : msDown(after - to),
  highMs: by === null ? null : msUp(by - from),
  ...(virtual ? { virtual } : {}),
});

/**
 * Where the deadline of a reading's item begins: at the intended send of the accepted attempt. The harness's own slip
 * (sending later than intended) and its worst event loop lag are not the SUT's, and widen it.
 */
export const startOf = ({ intended, sent }: Cause, lagNs: number): Start => ({
  from: Math.min(intended, sent),
  to: Math.max(intended, sent) + lagNs,
});

export type Punctuality = 'in-time' | 'tight' | 'late' | 'undecided';

/** Of the whole interval. Near-miss from 80 % of the budget on. */
export const punctuality = ({ deadlineMs: deadline, lowMs, highMs }: Timing): Punctuality => {
  if (lowMs > deadline) return 'late';
  if (highMs === null || highMs > deadline) return 'undecided';
  return 5 * highMs > 4 * deadline ? 'tight' : 'in-time';
};

/** A complete look begun after this, and without the item, proves that it is late. */
export const latestDeadline = ({ to }: Start, deadline: number): Mono => to + deadline * NS_PER_MS;
