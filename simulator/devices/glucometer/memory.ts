/**
 * What a meter keeps: the newest records, so many as it has room for. A value, so that a server that answers from it is
 * pure: storing makes another one.
 */
export interface MeterMemory<T> {
  readonly capacity: number;
  /** The oldest that is left first. */
  readonly records: readonly T[];
}

const MOST = 65_536;

/** With the newest of `records` in it. Throws RangeError unless `capacity` is a whole number from 1 to 65,536. */
export function meterMemory<T>(capacity: number, records: readonly T[] = []): MeterMemory<T> {
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > MOST) {
    throw new RangeError(`a memory of ${capacity} records: a whole number from 1 to 65,536`);
  }
  return { capacity, records: records.slice(-capacity) };
}

/** With one record more; when there is no room, the oldest is lost. `room`: where less of the memory can be used. */
export function stored<T>(memory: MeterMemory<T>, record: T, room = memory.capacity): MeterMemory<T> {
  const { capacity, records } = memory;
  const left = records.slice(Math.max(0, records.length + 1 - Math.min(room, capacity)));
  left.push(record);
  return { capacity, records: left };
}

/** Without some of its records. */
export const without = <T>({ capacity, records }: MeterMemory<T>, gone: readonly T[]): MeterMemory<T> => {
  const all = new Set(gone);
  return { capacity, records: records.filter((record) => !all.has(record)) };
};
