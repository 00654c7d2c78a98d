/** What a meter keeps: the newest records, so many as it has room for. */
export interface MeterMemory<T> {
  readonly capacity: number;
  readonly size: number;
  /** Stores a record; when there is no room, the oldest is lost. */
  store(record: T): void;
  /** From the oldest that is left to the newest. */
  records(): T[];
}

/** Throws RangeError unless `capacity` is a whole number from 1 to 65,536. */
export function meterMemory<T>(capacity: number): MeterMemory<T> {
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 65_536) {
    throw new RangeError(`a memory of ${capacity} records: a whole number from 1 to 65,536`);
  }
  const ring: T[] = [];
  let oldest = 0;
  return {
    capacity,
    get size() {
      return ring.length;
    },
    store: (record) => {
      if (ring.length < capacity) ring.push(record);
      else {
        ring[oldest] = record;
        oldest = (oldest + 1) % capacity;
      }
    },
    records: () => [...ring.slice(oldest), ...ring.slice(0, oldest)],
  };
}
