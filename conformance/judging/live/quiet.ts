interface Told {
  /** When the last was told, monotonic. */
  at: number;
  count: number;
  /** How many had been told when it last was found quiet. */
  heard: number;
}

/**
 * Finds patients of whom nothing more is told for a while: most likely they are done. One of whom more is told after
 * all is found again, but only once as much again has been told, so that little is done over and over.
 */
export class Quiet {
  /** Whoever was told of last stands last. */
  readonly #patients = new Map<string, Told>();
  /** Those who were found, with what had been told of them by then. */
  readonly #found = new Map<string, Told>();
  readonly #graceNs: number;

  /** `graceNs`: how long nothing has to be told. */
  constructor(graceNs: number) {
    this.#graceNs = graceNs;
  }

  /** Something is told of a patient, that came about at this instant, monotonic. */
  note(patient: string, at: number): void {
    const known = this.#patients.get(patient) ?? this.#found.get(patient) ?? { at, count: 0, heard: 0 };
    known.at = Math.max(known.at, at);
    known.count += 1;
    this.#patients.delete(patient);
    this.#found.delete(patient);
    this.#patients.set(patient, known);
  }

  /** Takes those who are quiet now. */
  *take(now: number): Generator<string> {
    for (const [patient, told] of this.#patients) {
      if (told.at + this.#graceNs > now) return;
      this.#patients.delete(patient);
      this.#found.set(patient, told);
      if (told.count < 2 * told.heard) continue;
      told.heard = told.count;
      yield patient;
    }
  }
}
