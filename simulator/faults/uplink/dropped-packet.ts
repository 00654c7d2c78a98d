import { DAY_MS, type EpochMs } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { strikes } from '../occurrence.ts';
import { batchesOf, numbered, sentAt, sentMsOf, type Batch } from './batches.ts';

const ID = 'dropped-packet';
const PER_READING = 0.005;
/** The phone looks for the device by itself, though nobody measures. */
const NEXT_SYNC_AT_LATEST_MS = DAY_MS;
/** So many are asked for anew at once. */
const MOST_MISSING = 100;

function* withDrops(batches: Iterable<Batch>, setting: FaultSetting): Generator<Batch> {
  const struck = strikes(PER_READING, setting);
  let missing: Delivery[] = [];
  let nextSyncMs: EpochMs = 0;
  const recovered = (sentMs: EpochMs): Batch => {
    const batch = missing.map((item) => sentAt(item, sentMs));
    missing = [];
    return batch;
  };
  for (const batch of batches) {
    const sentMs = sentMsOf(batch);
    if (missing.length > 0 && nextSyncMs <= sentMs) yield recovered(nextSyncMs);
    const before = recovered(sentMs);
    const through: Delivery[] = [];
    for (const item of batch) {
      const lost = missing.length < MOST_MISSING && item.act === 'submit' && item.version === 1 && struck(item);
      if (lost) missing.push(touchedBy(item, ID));
      else through.push(item);
    }
    if (missing.length > 0) nextSyncMs = sentMs + NEXT_SYNC_AT_LATEST_MS;
    yield before.length === 0 && through.length === batch.length ? batch : [...before, ...through];
  }
  if (missing.length > 0) yield recovered(nextSyncMs);
}

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  yield* numbered(withDrops(batchesOf(items), setting));
}

/** A notification is lost or cut short on its way from the device: the phone asks for the record again at the next sync. */
export const droppedPacket: FaultOf<'uplink'> = {
  id: ID,
  title: 'A packet from the device is lost: its reading comes with the next sync',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: '0.5 % of readings (assumed); with the next batch, a day later at the latest',
  apply,
};
