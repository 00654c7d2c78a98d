import { keyOf } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import { familyOf } from '../items/family-of.ts';
import type { Demand } from '../items/demand.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { PatientCase } from './world.ts';

export interface Matching {
  readonly of: ReadonlyMap<Demand, readonly ObservedItem[]>;
  /** By reading key: items about a reading that has no demand. */
  readonly byReading: ReadonlyMap<string, readonly ObservedItem[]>;
  readonly stray: readonly { readonly item: ObservedItem; readonly why: string }[];
}

const matchKey = (order: string, reading: string, family: string): string => `${order}\n${reading}\n${family}`;

const push = <K>(map: Map<K, ObservedItem[]>, key: K, item: ObservedItem): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
};

/** Rules of an order whose items this oracle does not judge yet. */
const unjudged = ({ orders }: PatientCase, item: ObservedItem): boolean => {
  const order = orders.find((o) => o.key === keyOf(item.latest.order));
  const kinds = new Set(order?.versions.flatMap((v) => v.order.rules.map((r) => r.kind)));
  const { kind, routedAs } = item.latest;
  if (kind === 'data-quality')
    return order?.versions.some((v) => v.order.limits.some((l) => l.tier === 'absolute')) === true;
  return (
    (kind === 'missing' && kinds.has('missing')) ||
    (kind === 'summary' && kinds.has('summary')) ||
    (routedAs === 'escalated' && kinds.has('escalation')) ||
    (item.latest.rule === 'repeated' && kinds.has('repeated'))
  );
};

const strayReason = (patientCase: PatientCase, item: ObservedItem, reading: string | undefined): string => {
  const order = keyOf(item.latest.order);
  if (!patientCase.orders.some((o) => o.key === order))
    return `patient ${bareKey(patientCase.record.key)} has no order ${bareKey(order)}`;
  if (reading === undefined) return `a ${item.latest.kind} item needs a rule that the order does not have`;
  return `nothing was filed as ${bareKey(reading)} that order ${bareKey(order)} would evaluate by such a rule`;
};

/** Puts each observed item to the demand of its order, reading and rule family; what fits none is stray. */
export const matchItems = (patientCase: PatientCase): Matching => {
  const index = new Map<string, Demand>();
  for (const demand of patientCase.demands)
    for (const key of demand.filing.keys) index.set(matchKey(demand.order.key, key, demand.family), demand);
  const attempted = new Set(patientCase.attempts.map((a) => keyOf(a.op.act.reading.identifier)));
  const filed = new Set(patientCase.demands.flatMap((d) => [...d.filing.keys]));
  const of = new Map<Demand, ObservedItem[]>();
  const byReading = new Map<string, ObservedItem[]>();
  const stray: { item: ObservedItem; why: string }[] = [];
  for (const item of patientCase.record.items) {
    const reading = item.latest.reading === undefined ? undefined : keyOf(item.latest.reading);
    const family = familyOf(item.latest);
    const demand =
      reading === undefined || family === undefined
        ? undefined
        : index.get(matchKey(keyOf(item.latest.order), reading, family));
    if (unjudged(patientCase, item)) continue;
    if (demand !== undefined) push(of, demand, item);
    else if (reading !== undefined && attempted.has(reading) && !filed.has(reading)) push(byReading, reading, item);
    else stray.push({ item, why: strayReason(patientCase, item, reading) });
  }
  return { of, byReading, stray };
};
