import { keyOf } from '../../../contract/domain/index.ts';
import type { DemandFact, DueFact } from '../facts.ts';
import { isOp, type OpOf } from '../record/patient-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { ReadingExplanation, RecipientSaid } from './explanation.ts';
import { dueNamingOf, namingOf } from './naming.ts';
import { explainReading } from './reading.ts';
import { recipientsSaid } from './recipients-said.ts';
import type { Understood } from './understood.ts';

/** Everything that can be said of one In Basket item that was seen. */
export interface ItemExplanation {
  readonly item: ObservedItem;
  readonly acts: readonly OpOf<'item.act'>[];
  /** What calls for it, leaves it open or forbids it; undefined: nothing of this history does. */
  readonly fact: DemandFact | DueFact | undefined;
  /** Why nothing does. */
  readonly stray: string | undefined;
  readonly recipients: readonly RecipientSaid[];
  /** The reading it is about, where it is about one. */
  readonly reading: ReadingExplanation | undefined;
}

const isDue = (fact: DemandFact | DueFact): fact is DueFact => 'subject' in fact.demand;

/** One item of a patient, by its key. Undefined: it was never seen. */
export const explainItem = (all: Understood, key: string): ItemExplanation | undefined => {
  const item = all.patient.record.items.find((i) => i.key === key);
  if (item === undefined) return undefined;
  const fact = [...all.demands, ...all.dues].find((f) => f.items.includes(item));
  const reading = item.latest.reading === undefined ? undefined : explainReading(all, keyOf(item.latest.reading));
  const stray = all.matching.stray.find((s) => s.item === item)?.why;
  return {
    item,
    acts: all.patient.record.itemActs.filter((op) => isOp(op, 'item.act') && keyOf(op.act.item) === key),
    fact,
    stray: fact === undefined ? (stray ?? 'its reading was not to be filed') : undefined,
    recipients:
      fact === undefined
        ? []
        : isDue(fact)
          ? recipientsSaid(all, dueNamingOf(all, fact), fact.demand.recipients)
          : recipientsSaid(all, namingOf(all, fact), fact.recipients),
    reading,
  };
};
