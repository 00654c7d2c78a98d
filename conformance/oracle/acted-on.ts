import { keyOf } from '../../contract/domain/index.ts';
import type { OpLine } from '../history/lines.ts';
import type { ActedOn } from './course/act-step.ts';
import { familyOf } from './items/family-of.ts';
import { isOp } from './record/patient-record.ts';
import type { ObservedItem } from './record/sighting.ts';

/** What an act on an item was about, by what was seen of the item; undefined: of a rule that goes by time, or of nothing seen. */
export const actedOn = (items: readonly ObservedItem[]): ((op: OpLine) => ActedOn | undefined) => {
  const byKey = new Map(items.map((item) => [item.key, item.latest]));
  return (op) => {
    const item = isOp(op, 'item.act') ? byKey.get(keyOf(op.act.item)) : undefined;
    if (item?.reading === undefined) return undefined;
    const rule = familyOf(item);
    return rule === undefined || rule === 'missing' || rule === 'summary' || rule === 'escalation'
      ? undefined
      : {
          order: keyOf(item.order),
          rule,
          reading: keyOf(item.reading),
          kind: item.kind,
          directions: rule === 'limits' ? item.interpretation.join() : undefined,
        };
  };
};
