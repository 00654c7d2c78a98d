import { type ItemStatus, keyOf, type WithdrawalReason } from '../../../contract/domain/index.ts';
import type { ItemLifeFact, PrivacyFact } from '../facts.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { latestDeadline } from '../sight/delay.ts';
import type { Owed } from './owed.ts';
import { either, type Tri } from '../time/span.ts';
import type { PatientCase, World } from './world.ts';

type Look = OpOf<'inbox.look'>;

export interface Sweep {
  readonly look: Look;
  readonly items: ReadonlySet<string>;
}

/** The last looks of one person at the whole of the In Basket, under '', and at what it holds of one patient, by key. */
interface OwnLooks {
  readonly complete: Map<string, Look>;
  /** What could not be read to its end tells of nothing that it lacks. */
  readonly failed: Map<string, Look>;
}

const WHOLE_BASKET = '';

/** The last of them that would have shown an item of this patient. */
const lastAbout = (looks: ReadonlyMap<string, Look>, patient: string): Look | undefined => {
  const [whole, ofPatient] = [looks.get(WHOLE_BASKET), looks.get(patient)];
  return whole === undefined || (ofPatient !== undefined && ofPatient.sent > whole.sent) ? ofPatient : whole;
};

/** Inbox looks, sorted by whom they tell about. */
export interface LookIndex {
  /** By patient: complete looks of everything of that patient, with what they showed. */
  readonly sweeps: ReadonlyMap<string, readonly Sweep[]>;
  /** By person: the last looks at his or her own In Basket. */
  readonly own: ReadonlyMap<string, OwnLooks>;
  /** By item: own looks that showed it. */
  readonly shownTo: ReadonlyMap<string, readonly Look[]>;
}

/** Sorts the looks of a run. `items`: keys of those that will be asked about. */
export const indexLooks = (looks: readonly Look[], items: ReadonlySet<string>): LookIndex => {
  const sweeps = new Map<string, Sweep[]>();
  const own = new Map<string, OwnLooks>();
  const shownTo = new Map<string, Look[]>();
  for (const look of looks) {
    const { person, patient } = look.act;
    const shown = look.output?.look;
    const shownItems = shown?.items ?? [];
    const complete = look.outcome === 'ok' && shown?.complete === true;
    if (person !== undefined) {
      const last = own.get(keyOf(person)) ?? { complete: new Map<string, Look>(), failed: new Map<string, Look>() };
      own.set(keyOf(person), last);
      last[complete ? 'complete' : 'failed'].set(patient === undefined ? WHOLE_BASKET : keyOf(patient), look);
      for (const item of shownItems) {
        const known = shownTo.get(item);
        if (known !== undefined) known.push(look);
        else if (items.has(item)) shownTo.set(item, [look]);
      }
    } else if (patient !== undefined && complete) {
      const key = keyOf(patient);
      const sweep = { look, items: new Set(shownItems) };
      const known = sweeps.get(key);
      if (known === undefined) sweeps.set(key, [sweep]);
      else known.push(sweep);
    }
  }
  return { sweeps, own, shownTo };
};

/** Who may see and act on an item: every recipient it ever named, and the members of a pool among them. */
const ownersOf = (item: ObservedItem, world: World): Set<string> => {
  const recipients = new Set(item.versions.map((v) => keyOf(v.item.recipient)));
  const members = [...recipients].flatMap((r) => [...(world.poolMembers.get(r) ?? [])]);
  return new Set([...recipients, ...members]);
};

/** Whoever covers a recipient at the time of the act may act for him or her. */
const mayAct = (item: ObservedItem, act: OpOf<'item.act'>, { record }: PatientCase, world: World): Tri => {
  const person = keyOf(act.act.person);
  if (ownersOf(item, world).has(person)) return 'yes';
  const now = record.clock.over(act.sent, act.settled);
  const recipients = [...new Map(item.versions.map((v) => [keyOf(v.item.recipient), v.item.recipient])).values()];
  return recipients
    .map((recipient): Tri => {
      const routes = world.coverage.route(recipient, act.sent, act.settled, now);
      const own = routes.filter((r) => r === person || world.poolMembers.get(r)?.has(person) === true);
      return own.length === 0 ? 'no' : own.length === routes.length ? 'yes' : 'maybe';
    })
    .reduce<Tri>(either, 'no');
};

/** When an item that was withdrawn was seen so. Not known when it had to be: neither too early nor too late. */
const withdrawnWhen = (
  { versions }: ObservedItem,
  owed: Owed | undefined,
  goneBy: number | undefined,
): ItemLifeFact['withdrawn'] => {
  const seen = versions.filter(({ item }) => item.status === 'withdrawn');
  if (seen.length === 0) return undefined;
  const from = owed?.withdrawal.at?.from;
  if (from !== undefined && seen.some(({ by }) => by < from)) return 'too-early';
  return goneBy !== undefined && seen.every(({ after }) => after !== null && after > goneBy) ? 'too-late' : 'in-time';
};

/** By when the withdrawal of an item has to be in sight. `item`: an outage after it was seen withdrawn held nothing up. */
const goneByOf = (
  { versions }: ObservedItem,
  owed: Owed | undefined,
  { outages, deadlines, lagNs }: World,
): number | undefined => {
  const at = owed?.withdrawal.at;
  if (at === undefined) return undefined;
  const seen = versions.filter(({ item }) => item.status === 'withdrawn').map(({ by }) => by);
  const { start, deadlineMs } = outages.held(
    { from: at.from, to: at.to + lagNs },
    deadlines.other,
    seen.length === 0 ? null : Math.min(...seen),
  );
  return latestDeadline(start, deadlineMs);
};

/** Why an item goes because of a reading, and not by time or by its order. */
const BY_A_READING: readonly WithdrawalReason[] = [
  'corrected-to-normal',
  'corrected-otherwise',
  'entered-in-error',
  're-evaluated',
  'data-received',
];

const withdrawnFrom = (owed: Owed | undefined, clock: PatientCase['record']['clock']): bigint | undefined => {
  const { at, reasons = [] } = owed?.withdrawal ?? {};
  const isByReading = reasons.length > 0 && reasons.every((reason) => BY_A_READING.includes(reason));
  return at === undefined || !isByReading ? undefined : clock.over(at.from, at.from).low;
};

/** The life of one item. `acts`: on this item, in the order of sending. */
export const lifeFact = (
  item: ObservedItem,
  patientCase: PatientCase,
  world: World,
  looks: Pick<LookIndex, 'sweeps'>,
  owed: Owed | undefined,
  acts: ItemLifeFact['acts'],
): ItemLifeFact => {
  const { record, orders, lane } = patientCase;
  const order = orders.find((o) => o.key === keyOf(item.latest.order));
  const sweeps = looks.sweeps.get(record.key) ?? [];
  const goneBy = goneByOf(item, owed, world);
  return {
    lane,
    patient: record.key,
    item,
    acts,
    mayAct: (act) => mayAct(item, act, patientCase, world),
    clockDuring: (act) => record.clock.over(act.sent, act.settled),
    isOfPool: item.versions.every((v) => world.poolMembers.has(keyOf(v.item.recipient))),
    mayBeWithdrawn:
      owed === undefined
        ? order?.versions.some((v) => v.order.status === 'entered-in-error') === true
        : owed.withdrawal.level !== 'must-not',
    demand: owed?.demand,
    withdrawal: owed?.withdrawal,
    deadlineMs: world.deadlines.other,
    goneBy,
    withdrawn: withdrawnWhen(item, owed, goneBy),
    withdrawnFrom: withdrawnFrom(owed, record.clock),
    outage: world.outages.firstAfter(item.first.by),
    lastLook: world.absence.lastLook(record.key),
    lackedBy: sweeps.flatMap(({ look, items }) => (look.sent >= item.first.by && !items.has(item.key) ? [look] : [])),
  };
};

const STEP: Readonly<Record<ItemStatus, number>> = { new: 0, seen: 1, done: 2, withdrawn: 2 };
const NS_PER_MS = 1_000_000;

/** How a look showed an item of a pool that had been seen further on longer before than anything may take to be shown. */
const shownBehind = ({ key, versions }: ObservedItem, look: Look, deadlineMs: number): PrivacyFact['behind'] => {
  const status = look.output?.look?.pooled?.find(({ item }) => item === key)?.status;
  if (status === undefined) return [];
  const known = versions.filter(({ by }) => by + deadlineMs * NS_PER_MS < look.sent);
  return known.some(({ item }) => STEP[item.status] > STEP[status]) ? [{ look, status }] : [];
};

/** Who saw one item. */
export const privacyFact = (
  item: ObservedItem,
  { record, lane }: Pick<PatientCase, 'record' | 'lane'>,
  world: World,
  looks: LookIndex,
): PrivacyFact => {
  const owners = ownersOf(item, world);
  const shown = looks.shownTo.get(item.key) ?? [];
  const stranger = (look: Look): boolean => look.act.person !== undefined && !owners.has(keyOf(look.act.person));
  const since = (look: Look | undefined): Look[] => (look !== undefined && look.sent >= item.first.by ? [look] : []);
  const strangers = [...looks.own].flatMap(([person, { complete, failed }]) =>
    owners.has(person)
      ? []
      : [{ read: since(lastAbout(complete, record.key)), unread: since(lastAbout(failed, record.key)) }],
  );
  const owned = [...owners].flatMap((person) =>
    since(lastAbout(looks.own.get(person)?.complete ?? new Map(), record.key)),
  );
  return {
    lane,
    patient: record.key,
    item,
    lackedBy: item.latest.status === 'withdrawn' ? [] : owned.filter((look) => !shown.includes(look)),
    strangersLooks: strangers.flatMap(({ read }) => read),
    unreadBy: strangers.flatMap(({ read, unread }) => (read.length > 0 ? [] : unread)),
    seenBy: shown.filter(stranger),
    behind: shown.flatMap((look) => (stranger(look) ? [] : shownBehind(item, look, world.deadlines.other))),
  };
};
