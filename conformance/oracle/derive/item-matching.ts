import { keyOf, type InboxItem } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import { type Family, familyOf } from '../items/family-of.ts';
import type { Demand } from '../items/demand.ts';
import type { DueDemand } from '../items/due-demand.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { matchDue } from './due-matching.ts';
import type { PatientCase } from './world.ts';
import { readingKey } from '../record/kept-reading.ts';

export interface Matching {
  readonly of: ReadonlyMap<Demand, readonly ObservedItem[]>;
  /** Items of the rules that go by time. */
  readonly ofDue: ReadonlyMap<DueDemand, readonly ObservedItem[]>;
  /** By reading key: items about a reading that has no demand. */
  readonly byReading: ReadonlyMap<string, readonly ObservedItem[]>;
  readonly stray: readonly { readonly item: ObservedItem; readonly why: string }[];
}

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
};

const strayReason = (patientCase: PatientCase, item: ObservedItem, reading: string | undefined): string => {
  const order = keyOf(item.latest.order);
  if (!patientCase.orders.some((o) => o.key === order))
    return `patient ${bareKey(patientCase.record.key)} has no order ${bareKey(order)}`;
  if (reading === undefined) return `a ${item.latest.kind} item needs a rule that the order does not have`;
  return `nothing was filed as ${bareKey(reading)} that order ${bareKey(order)} would evaluate by such a rule`;
};

const says = ({ kind, interpretation }: InboxItem): string =>
  `${kind} ${interpretation
    .filter((i) => i !== '>' && i !== '<')
    .toSorted()
    .join('+')}`;

const hasName = (demand: Demand, item: InboxItem): boolean =>
  demand.items.some((i) => `${i.kind} ${i.interpretation.toSorted().join('+')}` === says(item));

/** Of a repeated item that shows its members: they are this demand's. */
const hasMembers = ({ items, nameOf }: Demand, { readings }: InboxItem): boolean =>
  readings !== undefined &&
  items.some(
    (i) => i.members.length === readings.length && readings.every((r) => i.members.includes(nameOf(keyOf(r)))),
  );

/** Of several demands for one order, reading and rule: the one whose kind, direction and members the item has, else one that has no item yet. */
const fitting = (
  demands: readonly Demand[],
  item: InboxItem,
  of: ReadonlyMap<Demand, readonly ObservedItem[]>,
): Demand | undefined => {
  if (demands.length < 2) return demands[0];
  const named = demands.filter((d) => hasName(d, item));
  const isFree = (d: Demand): boolean => (of.get(d)?.length ?? 0) < d.most;
  return (
    named.find((d) => hasMembers(d, item) && isFree(d)) ??
    named.find(isFree) ??
    named[0] ??
    demands.find((d) => d.items.some((i) => i.kind === item.kind)) ??
    demands[0]
  );
};

/** By reading; of those alone that items are about. */
const indexed = (
  demands: readonly Demand[],
  items: readonly ObservedItem[],
): ReadonlyMap<string, readonly Demand[]> => {
  const index = new Map<string, Demand[]>();
  for (const { latest } of items) if (latest.reading !== undefined) index.set(keyOf(latest.reading), []);
  for (const demand of demands) for (const key of demand.filing.keys) index.get(key)?.push(demand);
  return index;
};

const bySight = (a: ObservedItem, b: ObservedItem): number => a.first.by - b.first.by || (a.key < b.key ? -1 : 1);

/** An abnormal item that names no rule may be one of repeated readings. */
const byRule = (
  { rule, kind }: InboxItem,
  family: Family,
  under: (rule: Family) => readonly Demand[],
): readonly Demand[] => {
  const own = under(family);
  if (rule !== undefined || kind !== 'abnormal' || own.some((d) => d.level !== 'must-not')) return own;
  const repeated = under('repeated');
  return repeated.some((d) => d.level !== 'must-not') ? repeated : own;
};

/** Puts each observed item to the demand of its order, reading and rule; what fits none is stray. */
export const matchItems = (patientCase: PatientCase, due: readonly DueDemand[] = []): Matching => {
  const of = new Map<Demand, ObservedItem[]>();
  const byReading = new Map<string, ObservedItem[]>();
  const stray: { item: ObservedItem; why: string }[] = [];
  const waiting: ObservedItem[] = [];
  if (patientCase.record.items.length === 0) return { of, ofDue: new Map(), byReading, stray };
  const index = indexed(patientCase.demands, patientCase.record.items);
  let attempts: ReadonlySet<string> | undefined;
  const isAttempted = (key: string): boolean =>
    (attempts ??= new Set(patientCase.attempts.map((a) => readingKey(a.op.act.reading)))).has(key);
  for (const item of patientCase.record.items.toSorted(bySight)) {
    const reading = item.latest.reading === undefined ? undefined : keyOf(item.latest.reading);
    const family = familyOf(item.latest);
    if (family === 'missing' || family === 'summary' || family === 'escalation') {
      waiting.push(item);
      continue;
    }
    const about = reading === undefined ? [] : (index.get(reading) ?? []);
    const order = keyOf(item.latest.order);
    const under = (rule: Family): readonly Demand[] => about.filter((d) => d.family === rule && d.order.key === order);
    const demand = fitting(family === undefined ? [] : byRule(item.latest, family, under), item.latest, of);
    if (demand !== undefined) push(of, demand, item);
    else if (reading !== undefined && about.length === 0 && isAttempted(reading)) push(byReading, reading, item);
    else stray.push({ item, why: strayReason(patientCase, item, reading) });
  }
  const matched = matchDue(waiting, due);
  stray.push(
    ...matched.stray.map((item) => ({
      item,
      why: strayReason(patientCase, item, item.latest.reading === undefined ? undefined : keyOf(item.latest.reading)),
    })),
  );
  return { of, ofDue: matched.of, byReading, stray };
};
