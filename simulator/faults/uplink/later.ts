import type { EpochMs } from '../../clock.ts';
import type { Batch } from './batches.ts';
import { sentMsOf } from './batches.ts';

/** What is put off until it leaves: made only then, so that it can tell of what happened meanwhile. */
interface PutOff {
  readonly sentMs: EpochMs;
  readonly make: () => Batch;
}

/** More than a person could bring about within the days that anything is put off; what would be beyond does not happen. */
const MOST_PUT_OFF = 1024;

/** Hands over a batch that leaves at a later time. False where that cannot be: it is not put off then, and never leaves. */
export type Later = (sentMs: EpochMs, make: () => Batch) => boolean;

/**
 * Passes batches on and puts others between them in order of time: `each` returns what becomes of a
 * batch and may put off others, whose time is not before the batch's. What would leave at `endMs` or
 * after is not done any more.
 */
export function* withLater(
  batches: Iterable<Batch>,
  endMs: EpochMs,
  each: (batch: Batch, later: Later) => Batch,
): Generator<Batch> {
  const waiting: PutOff[] = [];
  const later: Later = (sentMs, make) => {
    if (sentMs >= endMs || waiting.length >= MOST_PUT_OFF) return false;
    const place = waiting.findLastIndex((other) => other.sentMs <= sentMs);
    waiting.splice(place + 1, 0, { sentMs, make });
    return true;
  };
  for (const batch of batches) {
    const sentMs = sentMsOf(batch);
    for (let first = waiting[0]; first !== undefined && first.sentMs <= sentMs; first = waiting[0]) {
      waiting.shift();
      yield first.make();
    }
    yield each(batch, later);
  }
  for (const { make } of waiting) yield make();
}
