import { HOUR_MS, type EpochMs } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { strikes } from '../occurrence.ts';
import { batchesOf, numbered, sentAt, sentMsOf, type Batch } from './batches.ts';

const ID = 'out-of-order';
const PER_BATCH = 0.05;
/** What nothing has overtaken by then leaves alone: a day and a half, so that who measures daily sees it too. */
const LONGEST_MS = 36 * HOUR_MS;

function* disordered(batches: Iterable<Batch>, setting: FaultSetting): Generator<Batch> {
  const struck = strikes(PER_BATCH, setting);
  let held: Delivery | undefined;
  let atLatestMs: EpochMs = 0;
  for (const batch of batches) {
    const sentMs = sentMsOf(batch);
    if (held !== undefined && atLatestMs <= sentMs) {
      yield [sentAt(held, atLatestMs)];
      held = undefined;
    }
    const [first] = batch;
    if (held !== undefined) {
      yield [...batch, sentAt(held, sentMs)];
      held = undefined;
    } else if (first === undefined || !struck(first)) {
      yield batch;
    } else if (batch.length > 1) {
      yield batch.map((item) => touchedBy(item, ID)).toReversed();
    } else {
      held = touchedBy(first, ID);
      atLatestMs = sentMs + LONGEST_MS;
    }
  }
  if (held !== undefined) yield [sentAt(held, atLatestMs)];
}

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  yield* numbered(disordered(batchesOf(items), setting));
}

/** A newer reading arrives before an older one: a batch newest first, or a single reading behind the next one. */
export const outOfOrder: FaultOf<'uplink'> = {
  id: ID,
  title: 'Newest first: a batch the wrong way round, or a reading that the next one overtakes',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: '5 % of batches (assumed); a single reading waits for the next one, 36 hours at most',
  apply,
};
