import { describe, expect, test } from 'vitest';
import { TIMING } from './bounds.ts';
import { subscriptionOf } from './courier.test-helper.ts';
import { afterFailure, afterSuccess, newLane, nextStep, statusAfterFailure } from './next-step.ts';
import type { Progress, Subscription } from './subscription.ts';

const NONE: Progress = { started: true, last: 0, delivered: 0 };
const TWO: Progress = { started: true, last: 2, delivered: 0 };
const NOW = 1000;
const step = (
  over: Partial<Subscription>,
  progress: Progress = NONE,
  lane = newLane(NOW),
  endsInMs = 50_000,
): ReturnType<typeof nextStep> => nextStep(subscriptionOf(over), progress, lane, NOW, endsInMs);

describe('the next step', () => {
  test('of a requested one is its handshake, even with events from before', () => {
    expect(step({ status: 'requested' })).toEqual({ do: 'send', kind: 'handshake' });
    expect(step({ status: 'requested' }, TWO)).toEqual({ do: 'send', kind: 'handshake' });
  });
  test('of an active one are its events, also when a heartbeat is due', () => {
    const silent = { ...newLane(NOW), heardMs: 0 };
    expect(step({ status: 'active', heartbeatS: 1 }, TWO, silent)).toEqual({ do: 'send', kind: 'event-notification' });
  });
  test('of an active one without events waits for the heartbeat that was asked for, from when it was last heard', () => {
    expect(step({ status: 'active', heartbeatS: 3 })).toEqual({ do: 'wait', untilMs: NOW + 3000 });
    const silent = (heardMs: number) => step({ status: 'active', heartbeatS: 1 }, NONE, { ...newLane(NOW), heardMs });
    expect(silent(0)).toEqual({ do: 'send', kind: 'heartbeat' });
    expect(silent(1)).toEqual({ do: 'wait', untilMs: 1001 });
  });
  test('without a heartbeat is its end, at its time', () => {
    expect(step({ status: 'active' })).toEqual({ do: 'wait', untilMs: NOW + 50_000 });
    expect(step({ status: 'active' }, NONE, newLane(NOW), 0)).toEqual({ do: 'end' });
    expect(step({ status: 'active' }, TWO, newLane(NOW), -5)).toEqual({ do: 'end' });
    expect(step({ status: 'requested' }, NONE, newLane(NOW), 0)).toEqual({ do: 'end' });
  });
  test('is put off by the pause after a failure, but not past its end', () => {
    const lane = afterFailure(newLane(NOW), NOW, TIMING);
    expect(step({ status: 'active' }, TWO, lane)).toEqual({ do: 'wait', untilMs: NOW + 500 });
    expect(step({ status: 'requested' }, NONE, lane)).toEqual({ do: 'wait', untilMs: NOW + 500 });
    expect(step({ status: 'active' }, TWO, lane, 200)).toEqual({ do: 'wait', untilMs: NOW + 200 });
  });
  test('of one in error that was active is a further try: of its events, or of a heartbeat', () => {
    expect(step({ status: 'error' }, TWO)).toEqual({ do: 'send', kind: 'event-notification' });
    expect(step({ status: 'error' })).toEqual({ do: 'send', kind: 'heartbeat' });
    const lane = afterFailure(newLane(NOW), NOW, TIMING);
    expect(step({ status: 'error' }, NONE, lane)).toEqual({ do: 'wait', untilMs: NOW + 500 });
  });
  test('of one that never was active is its end, and of one that has ended none', () => {
    const never = { do: 'wait', untilMs: undefined };
    const vain = { ...NONE, started: false };
    expect(step({ status: 'error' }, vain)).toEqual({ do: 'wait', untilMs: NOW + 50_000 });
    expect(step({ status: 'error' }, vain, newLane(NOW), 0)).toEqual({ do: 'end' });
    expect(step({ status: 'off' }, TWO)).toEqual(never);
    expect(step({ status: 'off' }, TWO, newLane(NOW), 0)).toEqual(never);
  });
});

describe('failures', () => {
  test('are counted until a success, with growing pauses', () => {
    const once = afterFailure(newLane(0), 10, TIMING);
    const twice = afterFailure(once, 600, TIMING);
    expect([once, twice].map((l) => [l.failures, l.notBeforeMs, l.heardMs])).toEqual([
      [1, 510, 0],
      [2, 1600, 0],
    ]);
    expect(afterSuccess(700)).toEqual({ failures: 0, notBeforeMs: 700, heardMs: 700 });
  });
  test('end in error: three handshakes, five of an active one, and no second time', () => {
    const after = (status: Subscription['status'], n: number) =>
      statusAfterFailure(subscriptionOf({ status }), n, TIMING);
    expect([after('requested', 2), after('requested', 3)]).toEqual([undefined, 'error']);
    expect([after('active', 4), after('active', 5), after('active', 6)]).toEqual([undefined, 'error', 'error']);
    expect(after('error', 50)).toBeUndefined();
  });
});
