import { type Timing, pauseMs } from './bounds.ts';
import type { Notification, Progress, Subscription } from './subscription.ts';

/** What is known of one endpoint since the process began. Times in ms of the monotonic clock. */
export interface Lane {
  /** Failures in a row. */
  readonly failures: number;
  readonly notBeforeMs: number;
  /** When it last took a message, or was first looked at. */
  readonly heardMs: number;
}

export const newLane = (ticksMs: number): Lane => ({ failures: 0, notBeforeMs: ticksMs, heardMs: ticksMs });

export const afterSuccess = (ticksMs: number): Lane => newLane(ticksMs);

export const afterFailure = (lane: Lane, ticksMs: number, timing: Timing): Lane => {
  const failures = lane.failures + 1;
  return { ...lane, failures, notBeforeMs: ticksMs + pauseMs(timing, failures) };
};

/** What to do for a subscription now, or until when nothing (undefined: until something changes). */
export type Step =
  | { readonly do: 'send'; readonly kind: Notification['kind'] }
  | { readonly do: 'end' }
  | { readonly do: 'wait'; readonly untilMs: number | undefined };

/**
 * The next step of a subscription that has no message under way: first its handshake, then its events in
 * their order, then a heartbeat when it was silent for as long as was asked. One in error that never was
 * active is left alone until its end; one that was is tried again after each pause. `endsInMs`: until its end.
 */
export const nextStep = (
  { status, heartbeatS }: Subscription,
  progress: Progress,
  lane: Lane,
  ticksMs: number,
  endsInMs: number,
): Step => {
  if (status === 'off') return { do: 'wait', untilMs: undefined };
  if (endsInMs <= 0) return { do: 'end' };
  const endMs = ticksMs + endsInMs;
  if (status === 'error' && !progress.started) return { do: 'wait', untilMs: endMs };
  const at = (dueMs: number, kind: Notification['kind']): Step =>
    dueMs <= ticksMs ? { do: 'send', kind } : { do: 'wait', untilMs: Math.min(dueMs, endMs) };
  if (status === 'requested') return at(lane.notBeforeMs, 'handshake');
  if (progress.delivered < progress.last) return at(lane.notBeforeMs, 'event-notification');
  if (status === 'error') return at(lane.notBeforeMs, 'heartbeat');
  if (heartbeatS === undefined) return { do: 'wait', untilMs: endMs };
  return at(Math.max(lane.notBeforeMs, lane.heardMs + heartbeatS * 1000), 'heartbeat');
};

/** The status after a failure, or undefined while it stays as it is. */
export const statusAfterFailure = ({ status }: Subscription, failures: number, timing: Timing): 'error' | undefined => {
  const most = status === 'requested' ? timing.handshakes : timing.failures;
  return status !== 'error' && failures >= most ? 'error' : undefined;
};
