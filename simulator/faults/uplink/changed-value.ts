import type { Reading } from '../../../contract/domain/index.ts';
import { HOUR_MS, MINUTE_MS } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { strikes } from '../occurrence.ts';
import { batchesOf, numbered } from './batches.ts';
import { withLater } from './later.ts';
import { corrected } from './nudge.ts';

const ID = 'changed-value';
const PER_READING = 0.002;
const AFTER_MS = [MINUTE_MS, 6 * HOUR_MS] as const;

/** The same sample under the next version, with another number; undefined where it has none. */
function correctionOf(item: Delivery, setting: FaultSetting): Delivery | undefined {
  const { result } = item.reading;
  if (result.kind !== 'value') return undefined;
  const random = setting.streamOf('struck', item.truth.trueTimeMs);
  const sentMs = Math.floor(item.sentMs + random.between(...AFTER_MS));
  const quantity = corrected(result.quantity, random);
  if (quantity === undefined) return undefined;
  const reading: Reading = { ...item.reading, status: 'corrected', result: { kind: 'value', quantity } };
  const again: Delivery = { ...item, sentMs, act: 'correct', version: item.version + 1, reading };
  return touchedBy(again, ID);
}

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  const struck = strikes(PER_READING, setting);
  yield* numbered(
    withLater(batchesOf(items), setting.endMs, (batch, later) => {
      for (const item of batch) {
        if (item.act !== 'submit' || item.version !== 1 || item.poison !== undefined || !struck(item)) continue;
        const correction = correctionOf(item, setting);
        if (correction !== undefined) later(correction.sentMs, () => [correction]);
      }
      return batch;
    }),
  );
}

/** A sample is saved again under its sync identifier with a greater version and another number. */
export const changedValue: FaultOf<'uplink'> = {
  id: ID,
  title: 'A reading is put right: the same sample again, with a higher version and another number',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: '0.2 % of readings (assumed), a minute to six hours after they were sent',
  apply,
};
