import type { Device, Identifier, Measure, Order } from '../../../contract/domain/index.ts';

const sharingKey = (patient: Identifier, measure: Measure): string => `${patient.value} ${measure}`;

/** The phone that a patient has unless a scenario says another: one that can serve. */
export const ownPhone = (
  identifier: Identifier,
  patient: Identifier,
  platform: NonNullable<Device['platform']> = { os: 'ios', version: '17.2' },
): Device => ({ identifier, patient, kind: 'phone', manufacturer: 'ACME', model: 'P-1', platform });

/**
 * What patients have done in the portal by some point of a plan. Where a system has one, nobody shares before a tracker is
 * picked (contract: Life cycles, Tracker): who wants to share waits until one is offered.
 */
export class Sharing {
  readonly #phones = new Set<string>();
  readonly #picked = new Set<string>();
  readonly #wanted = new Set<string>();
  readonly #granted = new Set<string>();

  /** Notes that a patient has a phone. True: there was none before. */
  hasPhone(patient: Identifier): boolean {
    const isFirst = !this.#phones.has(patient.value);
    this.#phones.add(patient.value);
    return isFirst;
  }

  /** Notes that a tracker is picked. True: it was not before. */
  picks({ identifier }: Pick<Order, 'identifier'>): boolean {
    const isFirst = !this.#picked.has(identifier.value);
    this.#picked.add(identifier.value);
    return isFirst;
  }

  disconnects({ identifier }: Pick<Order, 'identifier'>): void {
    this.#picked.delete(identifier.value);
  }

  wants(patient: Identifier, measure: Measure): void {
    this.#wanted.add(sharingKey(patient, measure));
  }

  isWanted(patient: Identifier, measure: Measure): boolean {
    return this.#wanted.has(sharingKey(patient, measure));
  }

  /** Notes a grant. True: it did not stand before. */
  grants(patient: Identifier, measure: Measure): boolean {
    const key = sharingKey(patient, measure);
    const isNew = !this.#granted.has(key);
    this.#granted.add(key);
    return isNew;
  }

  withdraws(patient: Identifier, measure: Measure): void {
    this.#wanted.delete(sharingKey(patient, measure));
    this.#granted.delete(sharingKey(patient, measure));
  }
}
