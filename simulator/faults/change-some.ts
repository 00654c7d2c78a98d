import type { RandomStream } from '../random.ts';
import { tellLost, touchedBy, type FaultSetting } from './fault.ts';
import { strikes, type WithTruth } from './occurrence.ts';

/** Items that are struck one by one, each with the same chance. */
export interface SomeChanged<T> {
  readonly id: string;
  /** Chance per item that the fault can strike. */
  readonly perItem: number;
  readonly applies: (item: T) => boolean;
  /** What becomes of a struck item, or undefined where nothing of it is left. */
  readonly change: (item: T, random: RandomStream) => T | undefined;
}

/** The common shape of a fault that strikes single items: those change and are labelled, the others pass as they are. */
export function* changeSome<T extends WithTruth>(
  items: Iterable<T>,
  setting: FaultSetting,
  { id, perItem, applies, change }: SomeChanged<T>,
): Generator<T> {
  const struck = strikes(perItem, setting);
  for (const item of items) {
    if (!struck(item) || !applies(item)) {
      yield item;
      continue;
    }
    const changed = change(item, setting.streamOf('struck', item.truth.trueTimeMs));
    if (changed === undefined) tellLost(item, id, setting);
    else yield touchedBy(changed, id);
  }
}
