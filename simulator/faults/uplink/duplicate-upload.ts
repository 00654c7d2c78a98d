import { MINUTE_MS } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { strikes } from '../occurrence.ts';
import { batchesOf, numbered, sentAt, sentMsOf } from './batches.ts';
import { withLater } from './later.ts';

const ID = 'duplicate-upload';
const PER_BATCH = 0.03;
const MOST_COPIES = 3;
const AFTER_MS = [5000, 5 * MINUTE_MS] as const;

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  const struck = strikes(PER_BATCH, setting);
  yield* numbered(
    withLater(batchesOf(items), setting.endMs, (batch, later) => {
      const [first] = batch;
      if (first === undefined || !struck(first)) return batch;
      const random = setting.streamOf('struck', first.truth.trueTimeMs);
      let sentMs = sentMsOf(batch);
      for (let copies = 1 + random.int(MOST_COPIES); copies > 0; copies--) {
        sentMs = Math.floor(sentMs + random.between(...AFTER_MS));
        const at = sentMs;
        later(at, () => batch.map((item) => touchedBy(sentAt(item, at), ID)));
      }
      return batch;
    }),
  );
}

/** The answer was lost, so the phone sends the batch again. */
export const duplicateUpload: FaultOf<'uplink'> = {
  id: ID,
  title: 'The same batch is sent again, up to three times',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: '3 % of batches, 1 to 3 copies within minutes (assumed)',
  apply,
};
