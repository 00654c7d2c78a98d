import type { Identifier, Reading } from '../../contract/domain/index.ts';
import type { EpochMs } from '../clock.ts';
import type { Delivery, DeviceRecord } from '../layers.ts';
import type { RandomSpace } from '../random.ts';
import { DeviceMemory } from './device-memory.ts';
import { readingOfRecord } from './reading-of-record.ts';
import { syncDelayMs } from './sync-delay.ts';
import { KEPT_SAMPLES, MOST_WAITING } from './uplink.ts';

/** Keys of readings that the phone still has: what comes a second time under the key of one of them is passed over. */
class KnownKeys {
  readonly #keys: string[] = [];
  #next = 0;
  #latestSecond = Number.NEGATIVE_INFINITY;

  /** False when it is known. A key ends with the second that the device showed, so a later second is a new key. */
  add(key: string, shownMs: EpochMs): boolean {
    const second = Math.floor(shownMs / 1000);
    if (second <= this.#latestSecond && this.#keys.includes(key)) return false;
    this.#latestSecond = Math.max(this.#latestSecond, second);
    this.#keys[this.#next] = key;
    this.#next = (this.#next + 1) % KEPT_SAMPLES;
    return true;
  }
}

/**
 * What the phone sends where the sending app is woken at once: the very deliveries that `deliveriesOf` makes by way of a
 * health store, without the store, at a fraction of its cost. `uplink`: the patient's streams of the way up; `capacity`:
 * records that the device keeps; `overwritten`: is told what no phone has read, because it was overwritten before or the phone was away to the end.
 */
export function* directDeliveriesOf(
  records: Iterable<DeviceRecord>,
  patient: Identifier,
  uplink: RandomSpace,
  capacity?: number,
  overwritten?: (record: DeviceRecord) => void,
): Generator<Delivery> {
  const known = new KnownKeys();
  const device = new DeviceMemory(capacity);
  let readOutMs = Number.POSITIVE_INFINITY;
  let nowMs = Number.NEGATIVE_INFINITY;
  let batch = 0;

  const readOut = (): Delivery[] => {
    const together: Delivery[] = [];
    for (const record of device.readOut()) {
      const reading: Reading = readingOfRecord(record, patient);
      if (!known.add(reading.identifier.value, record.shownMs)) continue;
      const { truth, status } = record;
      const delivery = { sentMs: readOutMs, batch, act: 'submit', version: 1, reading, truth } as const;
      together.push(status === undefined ? delivery : { ...delivery, deviceStatus: status });
    }
    readOutMs = Number.POSITIVE_INFINITY;
    if (together.length > 0) batch++;
    return together;
  };

  for (const record of records) {
    nowMs = Math.max(nowMs, record.truth.trueTimeMs);
    if (readOutMs <= nowMs) for (const delivery of readOut()) yield delivery;
    for (const gone of device.store(record)) overwritten?.(gone);
    if (record.roomAway !== undefined) continue;
    if (readOutMs === Number.POSITIVE_INFINITY) readOutMs = nowMs + syncDelayMs(uplink.at(record.truth.trueTimeMs));
    if (device.waiting >= MOST_WAITING) readOutMs = nowMs;
  }
  if (readOutMs < Number.POSITIVE_INFINITY) for (const delivery of readOut()) yield delivery;
  // No phone came back before the end.
  for (const unread of device.readOut()) overwritten?.(unread);
}
