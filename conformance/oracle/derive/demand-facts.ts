import { keyOf } from '../../../contract/domain/index.ts';
import type { DemandFact } from '../facts.ts';
import { flawsOf } from '../items/content.ts';
import { createdFlaws } from '../items/created-flaw.ts';
import { deadlineMs, latestDeadline, startOf, timing, type Timing } from '../sight/delay.ts';
import { judgedSight } from '../sight/judged-sight.ts';
import { type Held, type Outage, wholeMs } from '../sight/outages.ts';
import type { Demand } from '../items/demand.ts';
import type { Flaw } from '../items/flaw.ts';
import { hopsOver, namedOver, recipientsOf, type Stretch } from '../items/recipients.ts';
import { haveChanged } from '../orders/have-changed.ts';
import { measureOf, type OrderRecord } from '../orders/order-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { MINUTE } from '../time/instant.ts';
import { after, exactly } from '../time/span.ts';
import type { SubmitOp } from '../readings/filing.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { PatientCase, World } from './world.ts';
import { effectiveTime } from '../record/kept-reading.ts';

const NS_PER_MS = 1_000_000;

const deadlineOf = (demand: Demand, world: World): number =>
  Math.max(...demand.evaluations.map((e) => deadlineMs(e.call?.kind ?? 'critical', world.deadlines)));

const settledBy = (demand: Demand): number => {
  let last = 0;
  for (const { op } of demand.filing.attempts) if (op.settled > last) last = op.settled;
  return Number.isFinite(demand.raised.to) ? Math.max(last, demand.raised.to) : last;
};

/** The deadline of a demand's item, outages reckoned in. */
const heldOf = (cause: SubmitOp, demand: Demand, by: number | null, world: World): Held =>
  world.outages.held(startOf(cause, world.lagNs), deadlineOf(demand, world), by);

const absenceProven = (demand: Demand, items: readonly ObservedItem[], patient: string, world: World): boolean => {
  const quiet = 2 * world.deadlines.other * NS_PER_MS;
  if (demand.level === 'must' && items.length === 0 && demand.cause !== undefined) {
    const held = heldOf(demand.cause, demand, null, world);
    return world.absence.provesMissing(patient, latestDeadline(held.start, held.deadlineMs));
  }
  return world.absence.provesAbsence(patient, settledBy(demand), quiet);
};

/** Of the items in place the first. */
const firstOf = (items: readonly ObservedItem[], recipients: ReadonlySet<string>): ObservedItem | undefined =>
  items.filter((i) => recipients.has(keyOf(i.latest.recipient))).toSorted((a, b) => a.first.by - b.first.by)[0];

const timingOf = (
  demand: Demand,
  items: readonly ObservedItem[],
  recipients: ReadonlySet<string>,
  proven: boolean,
  patient: string,
  world: World,
): Timing | undefined => {
  const { cause } = demand;
  if (cause === undefined || demand.level !== 'must') return undefined;
  const first = firstOf(items, recipients);
  const held = heldOf(cause, demand, first?.first.by ?? null, world);
  if (first !== undefined) return timing(held.start, judgedSight(first), held.deadlineMs);
  return items.length === 0 && proven
    ? timing(held.start, { after: world.absence.lastLook(patient), by: null }, held.deadlineMs)
    : undefined;
};

/** Belated: submitted more than this after it was measured. */
const BELATED = 5n * MINUTE;

/** What holds of an order over its whole history. */
interface OrderStory {
  readonly besideAnother: boolean;
  readonly changedLimits: boolean;
  readonly reorderedOrder: boolean;
}

const storyOf = (order: OrderRecord, orders: readonly OrderRecord[]): OrderStory => ({
  besideAnother: orders.some((o) => o !== order && o.versions.length > 0 && measureOf(o) === measureOf(order)),
  ...ownStoryOf(order),
});

const ownStoryOf = (order: OrderRecord): Omit<OrderStory, 'besideAnother'> => ({
  changedLimits: haveChanged(order),
  reorderedOrder: order.ops.filter((op) => op.act.op === 'order.submit' && op.outcome !== 'refused').length > 1,
});

/** The same, with what holds of all demands of a patient. */
interface Story extends OrderStory {
  /** Looked at after everything that was submitted had its time. */
  readonly isUpToDate: boolean;
  readonly bundles: ReadonlyMap<string, number>;
  readonly finished: readonly Finished[];
}

/** An item that somebody has finished, and when. */
interface Finished {
  readonly item: ObservedItem;
  readonly at: number;
}

const finishedIn = ({ itemActs, items }: PatientRecord): readonly Finished[] => {
  const done = itemActs.filter((op) => op.act.act === 'done' && op.outcome === 'ok');
  if (done.length === 0) return [];
  const byKey = new Map(items.map((item) => [item.key, item]));
  return done.flatMap((op) => {
    const item = byKey.get(keyOf(op.act.item));
    return item === undefined ? [] : [{ item, at: op.settled }];
  });
};

/** The item is none of this demand: of another order, kind or direction. */
const isAnother = ({ latest }: ObservedItem, { order, evaluations }: Demand): boolean =>
  keyOf(latest.order) !== order.key ||
  evaluations.every(
    ({ call }) => call?.kind !== latest.kind || call.interpretation.join() !== latest.interpretation.join(),
  );

/** What was seen of one demand. What few requirements ask for is worked out when it is asked for. */
class SeenDemand implements DemandFact {
  readonly lane: string;
  readonly patient: string;
  readonly demand: Demand;
  readonly items: readonly ObservedItem[];
  readonly absenceProven: boolean;
  readonly #world: World;
  readonly #story: Story;
  #flaws: readonly Flaw[] | undefined;
  #recipients: ReadonlySet<string> | undefined;
  #named: ReadonlySet<string> | undefined;
  #facts: Circumstances | undefined;

  constructor(
    lane: string,
    patient: string,
    demand: Demand,
    items: readonly ObservedItem[],
    world: World,
    story: Story,
  ) {
    this.lane = lane;
    this.patient = patient;
    this.demand = demand;
    this.items = items;
    this.absenceProven = absenceProven(demand, items, patient, world);
    this.#world = world;
    this.#story = story;
  }

  /** Of an item that no course has there is nothing that it ought to say. */
  get flaws(): readonly Flaw[] {
    this.#flaws ??=
      this.demand.items.length === 0
        ? []
        : this.items.flatMap((item) => [
            ...flawsOf(item.latest, this.demand, this.#story.isUpToDate),
            ...createdFlaws(item, this.demand.raised, this.demand.ambience.clock),
          ]);
    return this.#flaws;
  }

  get recipients(): ReadonlySet<string> {
    if (this.#recipients !== undefined) return this.#recipients;
    const { order, ambience } = this.demand;
    const raised = raisedBy(this.demand, this.items);
    this.#recipients = recipientsOf(order.versions, (v) => v.order.responsible, raised, ambience);
    return this.#recipients;
  }

  get named(): ReadonlySet<string> {
    if (this.#named !== undefined) return this.#named;
    const { order, ambience } = this.demand;
    this.#named = namedOver(order.versions, (v) => v.order.responsible, raisedBy(this.demand, this.items), ambience);
    return this.#named;
  }

  get isOfPool(): boolean {
    return this.recipients.size > 0 && [...this.recipients].every((key) => this.#world.poolMembers.has(key));
  }

  get hops(): DemandFact['hops'] {
    const { order, ambience } = this.demand;
    return hopsOver(order.versions, (v) => v.order.responsible, raisedBy(this.demand, this.items), ambience);
  }

  get covered(): boolean {
    return [...this.named].some((person) => this.#world.coverage.knows(person));
  }

  get timing(): Timing | undefined {
    const { demand, items, recipients, absenceProven: proven, patient } = this;
    return timingOf(demand, items, recipients, proven, patient, this.#world);
  }

  get deadlineMs(): number {
    const { cause } = this.demand;
    if (cause === undefined) return deadlineOf(this.demand, this.#world);
    return wholeMs(heldOf(cause, this.demand, this.#by, this.#world), startOf(cause, this.#world.lagNs));
  }

  /** Also of what was sent first and never answered, and then sent again. */
  get outage(): Outage | undefined {
    const { cause, filing } = this.demand;
    for (const op of [cause, filing.attempts[0]?.op]) {
      const held = op === undefined ? undefined : heldOf(op, this.demand, this.#by, this.#world);
      if (held?.outage !== undefined) return held.outage;
    }
    return undefined;
  }

  get doubledBy(): Outage | undefined {
    return this.#world.outages.between(this.items.map((item) => item.first.by));
  }

  get #by(): number | null {
    return firstOf(this.items, this.recipients)?.first.by ?? null;
  }

  get facts(): DemandFact['facts'] {
    this.#facts ??= new Circumstances(this.demand, this.#story);
    return this.#facts;
  }
}

class Circumstances {
  readonly resent: boolean;
  readonly changedLimits: boolean;
  readonly besideAnother: boolean;
  readonly reorderedOrder: boolean;
  readonly batched: boolean;
  readonly #demand: Demand;
  readonly #finished: readonly Finished[];

  constructor(demand: Demand, { changedLimits, besideAnother, reorderedOrder, bundles, finished }: Story) {
    this.#finished = finished;
    const bundle = demand.cause?.act.bundle?.id;
    this.batched = bundle !== undefined && (bundles.get(bundle) ?? 0) > 1;
    this.resent = demand.filing.attempts.length > 1;
    this.changedLimits = changedLimits;
    this.besideAnother = besideAnother;
    this.reorderedOrder = reorderedOrder;
    this.#demand = demand;
  }

  get afterAnotherWasDone(): boolean {
    const { cause, filing } = this.#demand;
    const sent = cause?.sent ?? filing.attempts[0]?.op.sent ?? 0;
    return this.#finished.some(({ item, at }) => at <= sent && isAnother(item, this.#demand));
  }

  get datedAhead(): boolean {
    const { order, ambience } = this.#demand;
    return order.versions.slice(1).some(({ op, from, byAcceptance }) => {
      const now = ambience.clock.over(op.sent, op.settled);
      return !byAcceptance && after(from, now) === 'yes';
    });
  }

  get belated(): boolean {
    const { filing, ambience } = this.#demand;
    const [first] = filing.attempts;
    if (first === undefined) return false;
    const now = ambience.clock.over(first.op.sent, first.op.settled);
    return after(now, exactly(effectiveTime(filing.reading).at + BELATED)) === 'yes';
  }
}

/** An item is raised somewhere between its filing and its coming into sight. */
const raisedBy = (demand: Demand, items: readonly ObservedItem[]): Stretch => ({
  from: demand.raised.from,
  to: items.length === 0 ? settledBy(demand) : Math.max(demand.raised.from, ...items.map((i) => i.first.by)),
});

/** How many submissions came in each bundle. */
const bundlesOf = (submissions: readonly SubmitOp[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { act } of submissions)
    if (act.bundle !== undefined) counts.set(act.bundle.id, (counts.get(act.bundle.id) ?? 0) + 1);
  return counts;
};

/** What was seen of every demand of a patient. */
export const demandFacts = (
  { record, demands, orders, lane }: PatientCase,
  itemsOf: (demand: Demand) => readonly ObservedItem[],
  world: World,
): DemandFact[] => {
  const stories = new Map<OrderRecord, Story>();
  const lastChange = record.submissions.reduce((last, op) => Math.max(last, op.settled), 0);
  const isUpToDate = world.absence.lastLook(record.key) > lastChange + world.deadlines.other * NS_PER_MS;
  const bundles = bundlesOf(record.submissions);
  const finished = finishedIn(record);
  return demands.map((demand) => {
    let story = stories.get(demand.order);
    if (story === undefined)
      stories.set(demand.order, (story = { ...storyOf(demand.order, orders), isUpToDate, bundles, finished }));
    return new SeenDemand(
      demand.filing.attempts[0]?.op.lane ?? lane,
      record.key,
      demand,
      itemsOf(demand),
      world,
      story,
    );
  });
};
