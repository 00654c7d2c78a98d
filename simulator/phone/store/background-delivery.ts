import { HOUR_MS, type EpochMs } from '../../clock.ts';

/** How soon an app is woken: at each change, or at most once an hour. iOS grants `immediate` for few types. */
export type DeliveryFrequency = 'immediate' | 'hourly';

/** When the system wakes an app that asked to be told of one type. Changes in between come with one waking. */
export class BackgroundDelivery {
  readonly #gapMs: number;
  #wakeMs = Number.POSITIVE_INFINITY;
  #lastWakeMs = Number.NEGATIVE_INFINITY;

  constructor(frequency: DeliveryFrequency) {
    this.#gapMs = frequency === 'immediate' ? 0 : HOUR_MS;
  }

  /** When the app is woken next; infinite while nothing changed. */
  get wakeMs(): EpochMs {
    return this.#wakeMs;
  }

  /** Something changed. */
  changed(atMs: EpochMs): void {
    this.#wakeMs = Math.min(this.#wakeMs, Math.max(atMs, this.#lastWakeMs + this.#gapMs));
  }

  /** Does not wait for the hour: so much has changed. */
  wakeNow(atMs: EpochMs): void {
    this.#wakeMs = atMs;
  }

  /** The phone is locked until then: what is read before fails, so the app tries again. */
  putOff(untilMs: EpochMs): void {
    if (this.#wakeMs < untilMs) this.#wakeMs = untilMs;
  }

  /** The app was woken and has read. */
  woken(): void {
    this.#lastWakeMs = this.#wakeMs;
    this.#wakeMs = Number.POSITIVE_INFINITY;
  }
}
