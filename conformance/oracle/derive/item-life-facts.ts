import { keyOf } from '../../../contract/domain/index.ts';
import type { ItemLifeFact, PrivacyFact } from '../facts.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { PatientCase, World } from './world.ts';

type Look = OpOf<'inbox.look'>;

/** Inbox looks, sorted by whom they tell about. */
export interface LookIndex {
  /** By patient: complete looks of everything of that patient. */
  readonly sweeps: ReadonlyMap<string, readonly Look[]>;
  /** The last complete look of each person at his or her own In Basket. */
  readonly lastOwn: ReadonlyMap<string, Look>;
  /** By item: own looks that showed it. */
  readonly shownTo: ReadonlyMap<string, readonly Look[]>;
}

/** Sorts the looks of a run. */
export const indexLooks = (looks: readonly Look[]): LookIndex => {
  const sweeps = new Map<string, Look[]>();
  const lastOwn = new Map<string, Look>();
  const shownTo = new Map<string, Look[]>();
  for (const look of looks) {
    const { person, patient } = look.act;
    const complete = look.outcome === 'ok' && look.output?.look?.complete === true;
    if (person !== undefined) {
      if (complete) lastOwn.set(keyOf(person), look);
      for (const item of look.output?.look?.items ?? []) shownTo.set(item, [...(shownTo.get(item) ?? []), look]);
    } else if (patient !== undefined && complete) {
      const key = keyOf(patient);
      sweeps.set(key, [...(sweeps.get(key) ?? []), look]);
    }
  }
  return { sweeps, lastOwn, shownTo };
};

/** Who may see and act on an item: every recipient it ever named, and the members of a pool among them. */
const ownersOf = (item: ObservedItem, world: World): Set<string> => {
  const recipients = new Set(item.versions.map((v) => keyOf(v.item.recipient)));
  const members = [...recipients].flatMap((r) => [...(world.people.poolMembers.get(r) ?? [])]);
  return new Set([...recipients, ...members]);
};

/** The life of one item. */
export const lifeFact = (
  item: ObservedItem,
  patientCase: PatientCase,
  world: World,
  looks: LookIndex,
): ItemLifeFact => {
  const { record, orders, lane } = patientCase;
  const order = orders.find((o) => o.key === keyOf(item.latest.order));
  const sweeps = looks.sweeps.get(record.key) ?? [];
  return {
    lane,
    patient: record.key,
    item,
    acts: record.itemActs.filter((act) => keyOf(act.act.item) === item.key),
    owners: ownersOf(item, world),
    mayBeWithdrawn: order?.versions.some((v) => v.order.status === 'entered-in-error') === true,
    lastLook: world.absence.lastLook(record.key),
    lackedBy: sweeps.filter(
      (look) => look.sent >= item.first.by && look.output?.look?.items.includes(item.key) === false,
    ),
  };
};

/** Who saw one item. */
export const privacyFact = (
  item: ObservedItem,
  { record, lane }: PatientCase,
  world: World,
  looks: LookIndex,
): PrivacyFact => {
  const owners = ownersOf(item, world);
  const stranger = (look: Look): boolean => look.act.person !== undefined && !owners.has(keyOf(look.act.person));
  return {
    lane,
    patient: record.key,
    item,
    strangersLooks: [...looks.lastOwn.values()].filter((look) => stranger(look) && look.sent >= item.first.by),
    seenBy: (looks.shownTo.get(item.key) ?? []).filter(stranger),
  };
};
