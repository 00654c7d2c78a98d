import { compact } from '../../contract/wire/json/compact.ts';
import { msOf } from '../clock/instant.ts';
import type { Kept } from '../store/documents.ts';
import type { Alarm } from '../waiting/alarm.ts';
import type { Timing } from './bounds.ts';
import { endpointProblem } from './endpoint.ts';
import { createMarks } from './marks.ts';
import { afterFailure, afterSuccess, type Lane, newLane, nextStep, statusAfterFailure } from './next-step.ts';
import type { Deliver, Notification, Progress, Subscription } from './subscription.ts';
import type { SubscriptionTable } from './table.ts';

/** What the worker is handed. */
export interface DispatcherParts {
  readonly table: SubscriptionTable;
  /** Commits `work`; rejects when the store is full or closed. */
  readonly commit: (work: () => void) => Promise<void>;
  /** Whether this process sends; while another does, it looks again when it is woken. */
  readonly leads: () => boolean;
  /** Wall clock, ms: for `Subscription.end` alone. */
  readonly nowMs: () => number;
  /** Monotonic clock, ms: for every pause. */
  readonly ticksMs: () => number;
  readonly makeAlarm: (ring: () => void) => Alarm;
  readonly timing: Timing;
  readonly allowedHosts: readonly string[];
}

export interface Dispatcher {
  /** Something was written, in a transaction under way, that may be to send. */
  touch(): void;
  /** A transaction was committed. */
  committed(): void;
  /** Something may be to send that another process has written. */
  wake(): void;
  /** Sends from now on. One worker: whoever came before is stopped. */
  serve(deliver: Deliver): void;
  /** Breaks off what is under way; resolves when nothing is. What was not taken stays to be sent. */
  stop(): Promise<void>;
}

interface Known extends Lane {
  /** The version of the subscription that the lane is of, while it waits for its handshake. */
  readonly version: number;
}

/**
 * The one worker that delivers, off the path of commits: every subscription has one message under way
 * at most, and waits for no other. What it sends, it reads from the store: memory holds a few numbers each.
 */
export const createDispatcher = (parts: DispatcherParts): Dispatcher => {
  const { table, commit, nowMs, ticksMs, timing } = parts;
  const lanes = new Map<number, Known>();
  const underWay = new Map<number, Promise<void>>();
  const marks = createMarks((seq, number) => commit(() => table.setDelivered(seq, number)));
  let deliver: Deliver | undefined;
  let breakOff = new AbortController();
  let touched = false;
  let scheduled = false;

  const laneOf = ({ seq, version, body }: Kept<Subscription>): Known => {
    const known = lanes.get(seq);
    // Whoever asks anew for a handshake need not sit out the pauses of the last one.
    const lane =
      known === undefined || (body.status === 'requested' && known.version !== version)
        ? { ...newLane(ticksMs()), version }
        : known;
    lanes.set(seq, lane);
    return lane;
  };

  const progressOf = (seq: number): Progress => {
    const progress = table.progressOf(seq);
    return { ...progress, delivered: marks.of(seq, progress.delivered) };
  };

  /** Changes a subscription, unless it was changed since it was read. */
  const revise = (seen: Kept<Subscription>, change: Pick<Subscription, 'status'> & { error?: string }): void => {
    const now = table.documents.bySeq(seen.seq);
    if (now === undefined || now.version !== seen.version) return;
    table.revise(now, compact({ ...now.body, error: undefined, ...change }));
  };

  const activate = (seen: Kept<Subscription>, { kind }: Notification): void => {
    revise(seen, { status: 'active' });
    if (kind === 'handshake' && table.documents.bySeq(seen.seq)?.body.status === 'active') table.start(seen.seq);
  };

  /** Undefined: it was changed, by another process, since it was read. Its headers may be meant for another endpoint then. */
  const messageOf = (seen: Kept<Subscription>, kind: Notification['kind']): Notification | undefined => {
    const { id, seq, version, body } = seen;
    const { last, delivered } = progressOf(seq);
    const events = kind === 'event-notification' ? table.events(seq, delivered + 1, last, body.maxCount ?? 1) : [];
    const headers = table.headersOf(seq);
    if (table.documents.bySeq(seq)?.version !== version) return undefined;
    return { kind, id, subscription: body, headers, last, events };
  };

  const send = async (to: Deliver, kept: Kept<Subscription>, lane: Known, kind: Notification['kind']) => {
    const message = messageOf(kept, kind);
    if (message === undefined) return;
    const problem = endpointProblem(kept.body.endpoint, parts.allowedHosts) ?? (await to(message, breakOff.signal));
    if (deliver !== to) return;
    if (problem === undefined) {
      const lastTaken = message.events.at(-1)?.number;
      if (lastTaken !== undefined) marks.take(kept.seq, lastTaken);
      if (kept.body.status !== 'active') await commit(() => activate(kept, message));
      lanes.set(kept.seq, { ...lane, ...afterSuccess(ticksMs()) });
      return;
    }
    const next = { ...lane, ...afterFailure(lane, ticksMs(), timing) };
    lanes.set(kept.seq, next);
    const status = statusAfterFailure(kept.body, next.failures, timing);
    if (status !== undefined) await commit(() => revise(kept, { status, error: problem }));
  };

  const begin = (seq: number, work: () => Promise<void>, lane: Known): void => {
    const attempt = async (): Promise<void> => {
      try {
        await work();
        underWay.delete(seq);
        wake();
      } catch {
        // Not written down, or not made: it stays to be done, after a pause, also where the store is full.
        underWay.delete(seq);
        lanes.set(seq, { ...lane, ...afterFailure(lane, ticksMs(), timing) });
        if (deliver !== undefined) alarm.set(ticksMs() + timing.firstPauseMs);
      }
    };
    underWay.set(seq, attempt());
  };

  const look = (to: Deliver): void => {
    if (!parts.leads()) return;
    const served = table.served();
    const seqs = new Set(served.map(({ seq }) => seq));
    for (const seq of lanes.keys()) if (!seqs.has(seq)) lanes.delete(seq);
    let wakeMs: number | undefined;
    for (const kept of served) {
      if (underWay.has(kept.seq)) continue;
      const lane = laneOf(kept);
      const endsInMs = msOf(kept.body.end) - nowMs();
      const step = nextStep(kept.body, progressOf(kept.seq), lane, ticksMs(), endsInMs);
      if (step.do === 'wait') wakeMs = Math.min(wakeMs ?? Infinity, step.untilMs ?? Infinity);
      else if (step.do === 'end')
        begin(kept.seq, () => commit(() => revise(kept, { status: 'off', error: 'its end has come' })), lane);
      else begin(kept.seq, () => send(to, kept, lane, step.kind), lane);
    }
    alarm.set(wakeMs === undefined || wakeMs === Infinity ? undefined : wakeMs);
  };

  const wake = (): void => {
    if (scheduled || deliver === undefined) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      if (deliver === undefined) return;
      try {
        look(deliver);
      } catch {
        // What cannot be read now (a failing disk, say) is looked at again: nothing of it is lost.
        alarm.set(ticksMs() + timing.longestPauseMs);
      }
    });
  };
  const alarm = parts.makeAlarm(wake);

  const stop = async (): Promise<void> => {
    deliver = undefined;
    breakOff.abort();
    // It may be told to send again.
    alarm.set(undefined);
    await Promise.all(underWay.values());
    await marks.settled();
  };

  return {
    touch: () => {
      touched = true;
    },
    committed: () => {
      if (!touched) return;
      touched = false;
      wake();
    },
    wake,
    serve: (by) => {
      breakOff.abort();
      breakOff = new AbortController();
      deliver = by;
      wake();
    },
    stop,
  };
};
