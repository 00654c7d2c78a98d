import type { GlucoseMeasurement } from '../../../contract/wire/gatt/glucose-measurement.ts';

/** A record as a collector tells it from others of the same meter. */
export interface RecordKey {
  readonly key: string;
  /** Undefined where the packet is too damaged to have one. */
  readonly sequence: number | undefined;
}

/**
 * Number, base time and result. The number alone comes again after 65,535 and in a memory that was cleared; a meal tag or
 * an offset may be changed later in the same record.
 */
export function keyOfMeasurement({ sequence, baseTime, concentration }: GlucoseMeasurement): RecordKey {
  const amount =
    concentration === undefined
      ? ''
      : `${concentration.amount.value ?? concentration.amount.kind} ${concentration.unit}`;
  return { key: `${sequence} ${baseTime} ${amount}`, sequence };
}

/** The most keys that are kept of one meter: as many as there are numbers. */
const MOST_KEPT = 65_536;

/** What a phone remembers of one meter from session to session. A replaced meter has another address, and so another log. */
export class CollectorLog {
  /** The newest record up to which everything was read, in the last session that was complete. */
  anchor: RecordKey | undefined;
  #known = new Set<string>();

  get size(): number {
    return this.#known.size;
  }

  /** True where the record is new. */
  add(key: string): boolean {
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    if (this.#known.size > MOST_KEPT) {
      const [oldest] = this.#known;
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    return true;
  }

  /** What a meter no longer has it never sends again. */
  keepOnly(keys: Iterable<string>): void {
    this.#known = new Set(keys);
  }
}
