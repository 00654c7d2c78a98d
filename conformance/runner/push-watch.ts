import type { InboxItem } from '../../contract/domain/index.ts';
import type { Mono } from '../history/lines.ts';
import type { FhirDriver } from '../sut/fhir-driver.ts';

/** Items of which we were told and that no look has shown yet; past that, none more is noted. */
const MOST_WAITING = 100_000;

/**
 * When the system told a subscriber of ours of an item. It names the item alone; what it says comes with the look that
 * shows it, and until then only the instant is held.
 */
export class PushWatch {
  readonly #driver: Pick<FhirDriver, 'followItems' | 'referenceOf'> | undefined;
  readonly #told = new Map<string, Mono>();
  #end: (() => Promise<void>) | undefined;

  /** `driver`: absent where the system has no FHIR. */
  constructor(driver: Pick<FhirDriver, 'followItems' | 'referenceOf'> | undefined) {
    this.#driver = driver;
  }

  /** Subscribes, once; false: the system has no subscriptions, and looks alone tell. */
  async begin(): Promise<boolean> {
    this.#end ??= await this.#driver?.followItems((reference, received) => {
      // The first event of an item is that it came to be.
      if (!this.#told.has(reference) && this.#told.size < MOST_WAITING) this.#told.set(reference, received);
    });
    return this.#end !== undefined;
  }

  /** When we were told of an item that a look has shown now; undefined: not before. */
  take(item: Pick<InboxItem, 'identifier'>): Mono | undefined {
    if (this.#told.size === 0) return undefined;
    const reference = this.#driver?.referenceOf('Task', item.identifier) ?? '';
    const told = this.#told.get(reference);
    this.#told.delete(reference);
    return told;
  }

  /** Ends the subscription. */
  async end(): Promise<void> {
    await this.#end?.();
    this.#end = undefined;
  }
}
