import { meterMemory, stored } from '../devices/glucometer/memory.ts';
import type { DeviceRecord } from '../layers.ts';

/** Records that a scale keeps, or a meter of an unknown make (assumed). */
export const USUAL_RECORDS = 1000;

const NOTHING: readonly DeviceRecord[] = [];

/**
 * The memory of the device that a phone reads out. What was read stays in it and is overwritten like the rest; what is overwritten
 * before it was read is lost. Another device has another memory; what the one before still held is read out first.
 */
export class DeviceMemory {
  readonly #capacity: number;
  #memory;
  /** Of the memory's records, from the oldest on, those that were read out. */
  #read = 0;
  #device = '';
  #ofOthers: DeviceRecord[] = [];

  constructor(capacity = USUAL_RECORDS) {
    this.#capacity = capacity;
    this.#memory = meterMemory<DeviceRecord>(capacity);
  }

  /** Records that a phone would read out now. */
  get waiting(): number {
    return this.#ofOthers.length + this.#memory.records.length - this.#read;
  }

  /** Takes in a record. What it overwrites that nobody has read, oldest first. */
  store(record: DeviceRecord): readonly DeviceRecord[] {
    const device = record.device.identifier.value;
    if (device !== this.#device) {
      this.#ofOthers = this.readOut();
      this.#memory = meterMemory<DeviceRecord>(this.#capacity);
      this.#read = 0;
      this.#device = device;
    }
    const before = this.#memory.records;
    this.#memory = stored(this.#memory, record, record.roomAway);
    const overwritten = before.length + 1 - this.#memory.records.length;
    const lost = overwritten > this.#read ? before.slice(this.#read, overwritten) : NOTHING;
    this.#read = Math.max(0, this.#read - overwritten);
    return lost;
  }

  /** What no phone has read, in the order in which it was stored. */
  readOut(): DeviceRecord[] {
    const unread = [...this.#ofOthers, ...this.#memory.records.slice(this.#read)];
    this.#ofOthers = [];
    this.#read = this.#memory.records.length;
    return unread;
  }
}
