import { CollectorLog } from '../../../../simulator/devices/gatt/collector-log.ts';
import type { SenderMutant } from '../sender-mutant.ts';

/** A log that takes the first new record after a session that was not complete for one that it has. */
class HastyLog extends CollectorLog {
  #anchorBefore: string | undefined;
  #isHasty = false;

  again(): this {
    this.#isHasty = this.anchor?.key === this.#anchorBefore;
    this.#anchorBefore = this.anchor?.key;
    return this;
  }

  override add(key: string): boolean {
    const isNew = super.add(key);
    if (!isNew || !this.#isHasty) return isNew;
    this.#isHasty = false;
    return false;
  }
}

export const tornIsHad: SenderMutant = {
  name: 'torn-is-had',
  defect: 'what was on its way when a connection broke is taken for had, and never taken again',
  requirement: 'SND-26',
  also: ['SND-01', 'SND-20'],
  shows: 'after-a-fault',
  make: () => ({
    logOf: (before) => (before instanceof HastyLog ? before.again() : new HastyLog()),
  }),
};
