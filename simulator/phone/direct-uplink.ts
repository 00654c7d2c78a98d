import type { Identifier, Reading } from '../../contract/domain/index.ts';
import type { EpochMs } from '../clock.ts';
import type { Delivery, DeviceRecord } from '../layers.ts';
import type { RandomSpace } from '../random.ts';
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
 * health store, without the store, at a fraction of its cost. `uplink`: the patient's streams of the way up.
 */
export function* directDeliveriesOf(
  records: Iterable<DeviceRecord>,
  patient: Identifier,
  uplink: RandomSpace,
): Generator<Delivery> {
  const known = new KnownKeys();
  let unread: DeviceRecord[] = [];
  let readOutMs = Number.POSITIVE_INFINITY;
  let nowMs = Number.NEGATIVE_INFINITY;
  let batch = 0;

  const readOut = (): Delivery[] => {
    const together: Delivery[] = [];
    for (const record of unread) {
      const reading: Reading = readingOfRecord(record, patient);
      if (!known.add(reading.identifier.value, record.shownMs)) continue;
      together.push({ sentMs: readOutMs, batch, act: 'submit', version: 1, reading, truth: record.truth });
    }
    unread = [];
    readOutMs = Number.POSITIVE_INFINITY;
    if (together.length > 0) batch++;
    return together;
  };

  for (const record of records) {
    nowMs = Math.max(nowMs, record.truth.trueTimeMs);
    if (readOutMs <= nowMs) for (const delivery of readOut()) yield delivery;
    if (unread.length === 0) readOutMs = nowMs + syncDelayMs(uplink.at(record.truth.trueTimeMs));
    unread.push(record);
    if (unread.length >= MOST_WAITING) readOutMs = nowMs;
  }
  if (unread.length > 0) for (const delivery of readOut()) yield delivery;
}
