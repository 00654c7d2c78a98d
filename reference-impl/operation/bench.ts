/** A device that sends to the reference, as whoever plays it tells of it. No word of its patient. */
export interface BenchDevice {
  /** Such as `VP Meter G-1`. */
  readonly model: string;
  readonly identifier: string;
  /** What it is used for, in words. */
  readonly use: string;
  readonly wire: 'fhir' | 'hl7v2';
  readonly taken: number;
  readonly refused: number;
  /** Why the last one was refused, as a code of the contract; absent: the last one was taken, or none was sent. */
  readonly lastRefusal?: string;
  /** When it last sent, by its patient's clock: with the offset of the place. */
  readonly lastSent?: string;
  /** Readings that nobody has answered yet. */
  readonly waiting: number;
}

/** Something that goes wrong as long as it is on. */
export interface BenchFault {
  readonly id: string;
  readonly title: string;
  /** Where it acts, in words; those of one place stand together. */
  readonly where: string;
  readonly isOn: boolean;
}

export interface BenchState {
  readonly devices: readonly BenchDevice[];
  readonly faults: readonly BenchFault[];
  /** What time it is for the patients, and how many times as fast as real time it goes. */
  readonly now: string;
  readonly pace: number;
}

/**
 * What whoever started the reference plays around it, offered on the operator's page: simulated devices, and faults to switch
 * on. A reference that is served by itself has none. Plain data, so that it can be asked from another thread.
 */
export interface Bench {
  state(): BenchState;
  /** Switches a fault. What there is not is passed over. */
  turn(id: string, isOn: boolean): void;
}
