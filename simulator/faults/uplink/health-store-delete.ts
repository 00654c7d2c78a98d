import { keyOf } from '../../../contract/domain/index.ts';
import { DAY_MS, MINUTE_MS } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { strikes } from '../occurrence.ts';
import { batchesOf, numbered } from './batches.ts';
import { withLater } from './later.ts';

const ID = 'health-store-delete';
const PER_READING = 0.001;
const AFTER_MS = [MINUTE_MS, 7 * DAY_MS] as const;

/** The sample taken back, as it was when it was deleted. */
const retractionOf = (item: Delivery, sentMs: number): Delivery =>
  touchedBy(
    {
      ...item,
      sentMs,
      act: 'retract',
      version: item.version + 1,
      reading: { ...item.reading, status: 'entered-in-error' },
    },
    ID,
  );

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  const struck = strikes(PER_READING, setting);
  /** What is to be deleted, as it was sent last. */
  const doomed = new Map<string, Delivery>();
  /** Samples that are gone: a correction that was still under way is not sent any more. */
  const gone = new Set<string>();
  yield* numbered(
    withLater(batchesOf(items), setting.endMs, (batch, later) => {
      for (const item of batch) {
        if (item.act === 'correct') {
          const key = keyOf(item.reading.identifier);
          if (doomed.has(key)) doomed.set(key, item);
          continue;
        }
        if (item.act !== 'submit' || item.version !== 1 || item.poison !== undefined || !struck(item)) continue;
        const key = keyOf(item.reading.identifier);
        const random = setting.streamOf('struck', item.truth.trueTimeMs);
        const sentMs = Math.floor(item.sentMs + random.between(...AFTER_MS));
        const willLeave = later(sentMs, () => {
          const last = doomed.get(key) ?? item;
          doomed.delete(key);
          rememberGone(gone, key);
          return [retractionOf(last, sentMs)];
        });
        if (willLeave) doomed.set(key, item);
      }
      const left = batch.filter((item) => item.act !== 'correct' || !gone.has(keyOf(item.reading.identifier)));
      return left.length === batch.length ? batch : left;
    }),
  );
}

/** A correction comes some hours after its reading; so many deletions lie in no such span. */
const MOST_GONE = 1024;
function rememberGone(gone: Set<string>, key: string): void {
  gone.add(key);
  if (gone.size <= MOST_GONE) return;
  for (const oldest of gone) {
    gone.delete(oldest);
    return;
  }
}

/** The person deletes a sample in the phone's own app; the sending app learns of it and takes the reading back. */
export const healthStoreDelete: FaultOf<'uplink'> = {
  id: ID,
  title: 'A sample is deleted on the phone: the reading is taken back',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: '0.1 % of readings (assumed), a minute to seven days after they were sent',
  apply,
};
