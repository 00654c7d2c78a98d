import type {
  ItemStatus,
  FiledReading,
  Measure,
  Message,
  Notice,
  ShownOrder,
  Tracker,
  TrackerState,
} from '../../contract/domain/index.ts';
import type { RefusalName } from '../../contract/codes/refusals.ts';
import type { Alerted, Bundle, OpLine } from '../history/lines.ts';
import type { Content } from './course/filing.ts';
import type { Applied } from './derive/shown-contents.ts';
import type { Demand, Withdrawal } from './items/demand.ts';
import type { DueDemand } from './items/due-demand.ts';
import type { Flaw } from './items/flaw.ts';
import type { OrderRecord } from './orders/order-record.ts';
import type { Timing } from './sight/delay.ts';
import type { Outage } from './sight/outages.ts';
import type { Hops } from './people/coverage-book.ts';
import type { Attempt, Filing } from './readings/filing.ts';
import type { Span, Tri } from './time/span.ts';
import type { AttemptCircumstances } from './derive/attempt-circumstances.ts';
import type { Cause, Finer } from './readings/expectation.ts';
import type { OpOf, PatientRecord } from './record/patient-record.ts';
import type { ObservedItem } from './record/sighting.ts';

interface About {
  readonly lane: string;
  readonly patient: string;
}

/** What became of one attempt to file a reading. */
export interface AttemptFact extends About {
  readonly attempt: Attempt;
  /** Attempts of the same reading before this one. */
  readonly repeats: number;
  /** An order of the measure was once a draft. */
  readonly wasDraft: boolean;
  /** An order of the measure ends somewhere in this history. */
  readonly ends: boolean;
  /** Orders of another measure exist. */
  readonly otherMeasure: boolean;
  /** Sent after the order's end for a time inside it. */
  readonly afterEnd: boolean;
  /** Measured before the latest grant. */
  readonly beforeGrant: boolean;
  /** The same measurement as one that was filed under another identifier. */
  readonly isAlias: boolean;
  /** What had become of its identifier, its permission and its orders by then. */
  readonly circumstances: AttemptCircumstances;
  readonly record: PatientRecord;
  /** The filing it belongs to, if it made or replayed one. */
  readonly filing: Filing | undefined;
}

/** A reading that was refused, or should have been, and where it turned up all the same. */
export interface TraceFact extends About {
  readonly reading: string;
  readonly causes: readonly (Cause | Finer)[];
  readonly why: string;
  /** It came by HL7 v2. */
  readonly v2: boolean;
  /** In what it came together with others. */
  readonly bundles: readonly Bundle['kind'][];
  readonly items: readonly ObservedItem[];
  readonly foundBy: readonly OpLine[];
  /** A later query looked for it and did not find it. */
  readonly soughtBy: readonly OpLine[];
  readonly lines: readonly number[];
}

/** Items that were seen of a demand, and where they belong. */
export interface Routed extends About {
  readonly items: readonly ObservedItem[];
  /** The In Baskets they may lie in. */
  readonly recipients: ReadonlySet<string>;
  /** Whom the order names, whether away or not. */
  readonly named: ReadonlySet<string>;
  /** Somebody whom the order names has told of an absence. */
  readonly covered: boolean;
}

/** What came of one demand for, or against, an item. */
export interface DemandFact extends Routed {
  readonly demand: Demand;
  /** Flaws of its items, where one was called for. */
  readonly flaws: readonly Flaw[];
  /** No item: whether that is proven (for `must`: a look after the deadline; for `must-not`: quiet and a sentinel). */
  readonly absenceProven: boolean;
  readonly timing: Timing | undefined;
  /** What its item is held to, ms, from when it was sent. */
  readonly deadlineMs: number;
  /** The outage that held its item up: it was sent, and not in sight, when the system went down. */
  readonly outage: Outage | undefined;
  /** The first outage between one of its items and another. */
  readonly doubledBy: Outage | undefined;
  /** All In Baskets that its items may lie in are those of pools. */
  readonly isOfPool: boolean;
  /** How deep the ways to who covers go. */
  readonly hops: readonly Hops[];
  readonly facts: {
    /** The reading was sent more than once. */
    readonly resent: boolean;
    /** The order's limits have changed within this history. */
    readonly changedLimits: boolean;
    /** The patient has another order of the measure. */
    readonly besideAnother: boolean;
    /** A later version of the order was dated ahead of its submission. */
    readonly datedAhead: boolean;
    /** It was submitted more than 5 min after it was measured. */
    readonly belated: boolean;
    /** The order was submitted more than once. */
    readonly reorderedOrder: boolean;
    /** Somebody had finished an item of the patient before what raises it was sent: of another order, kind or direction than it calls for. */
    readonly afterAnotherWasDone: boolean;
    /** The reading that raises it came in one message, transaction or batch with others. */
    readonly batched: boolean;
  };
}

/** What came of one demand of a rule that goes by time: on missing data, an escalated copy, a summary. */
export interface DueFact extends Routed {
  readonly demand: DueDemand;
  /** Flaws of its items. */
  readonly flaws: readonly Flaw[];
  /** No item: whether a complete look after the deadline proves that it is missing. */
  readonly absenceProven: boolean;
  readonly timing: Timing | undefined;
  /** What its item is held to, ms, from when it fell due. */
  readonly deadlineMs: number;
  /** The outage that held its item up: it fell due, and was not in sight, before that was over. */
  readonly outage: Outage | undefined;
  /** The first outage between one of its items and another. */
  readonly doubledBy: Outage | undefined;
}

/** An order with a rule that goes by time, and the items of that rule that nothing calls for. */
export interface NotDueFact extends About {
  readonly order: OrderRecord;
  readonly family: DueDemand['subject']['family'];
  readonly items: readonly ObservedItem[];
  /** Of escalation: somebody saw or finished a copy, and not the item itself. */
  readonly seenOnCopy: boolean;
  /** Whether it is proven that there are no others: quiet time, a sentinel, a look. */
  readonly absenceProven: boolean;
}

/** What the portal showed of a patient's trackers, beside what it had to. */
export interface TrackerFact extends About {
  readonly list: OpOf<'tracker.list'>;
  readonly shown: readonly Tracker[];
  /** The last change that bears on it was taken longer ago than a tracker may take to be shown. */
  readonly isSettled: boolean;
  /** By order key: the states that each tracker can have been in; `undefined` among them: it may be left out. */
  readonly expected: ReadonlyMap<string, ReadonlySet<TrackerState | undefined>>;
}

/** An item that no order and reading of this history calls for. */
export interface StrayFact extends About {
  readonly item: ObservedItem;
  readonly why: string;
}

/** The life of one item: its versions and what was done to it. */
export interface ItemLifeFact extends About {
  readonly item: ObservedItem;
  readonly acts: readonly OpOf<'item.act'>[];
  /** Whether its person may act on it: a recipient, who covers one then, or a member of such a pool. */
  readonly mayAct: (act: OpOf<'item.act'>) => Tri;
  /** What the SUT's clock can have shown while an act was under way. */
  readonly clockDuring: (act: OpOf<'item.act'>) => Span;
  /** Its In Basket is a pool's. */
  readonly isOfPool: boolean;
  /** An order in error withdraws its open items. */
  readonly mayBeWithdrawn: boolean;
  /** The demand it belongs to; undefined: none. */
  readonly demand: Demand | DueDemand | undefined;
  /** What that says of its withdrawal. */
  readonly withdrawal: Withdrawal | undefined;
  /** Within which a withdrawal has to be seen, ms. */
  readonly deadlineMs: number;
  /** Monotonic instant by which its withdrawal had to be in sight, outages reckoned in; undefined: nothing withdraws it. */
  readonly goneBy: number | undefined;
  /** It was withdrawn, and seen so before anything withdrew it, or first after that instant. */
  readonly withdrawn: 'too-early' | 'too-late' | 'in-time' | undefined;
  /** What the SUT's clock showed at least when a reading came that withdrew it; undefined: none did for certain. */
  readonly withdrawnFrom: bigint | undefined;
  /** The first outage after it was in sight. */
  readonly outage: Outage | undefined;
  /** Monotonic start of the last look that would have shown it. */
  readonly lastLook: number;
  /** Looks of the whole patient, or of somebody of his own, that lacked it after it was seen. */
  readonly lackedBy: readonly OpLine[];
}

/** Who saw an item in his or her own In Basket. */
export interface PrivacyFact extends About {
  readonly item: ObservedItem;
  /** The last looks of its recipient, or of members of such a pool, that lacked it after it was there, where it stands. */
  readonly lackedBy: readonly OpOf<'inbox.look'>[];
  /** Looks by people who may not see it, begun after it was there. */
  readonly strangersLooks: readonly OpOf<'inbox.look'>[];
  /** Of each of them whose In Basket could not be read to its end since: the last try. */
  readonly unreadBy: readonly OpOf<'inbox.look'>[];
  readonly seenBy: readonly OpOf<'inbox.look'>[];
  /** Looks that showed it open to one who may see it, long after it was seen further on, and how they showed it. */
  readonly behind: readonly { readonly look: OpOf<'inbox.look'>; readonly status: ItemStatus }[];
}

/** A filed reading as a query showed it. */
export interface FoundFact extends About {
  readonly filing: Filing;
  readonly read: OpOf<'reading.read'>;
  readonly found: readonly FiledReading[];
  /** It had to be found: filed for certain, and longer ago than the deadline. */
  readonly due: boolean;
  /** Orders that are named with it, though it was filed under others alone; none where that is not certain. */
  readonly foreignOrders: () => readonly string[];
  /** Permission for the measure had been withdrawn when it was read. */
  readonly withdrawnBefore: (measure: Measure) => boolean;
  /** What it can say at that time, oldest first: one content, more while a correction may be on its way. */
  readonly current: readonly Content[];
  /** What each order's limits make of that; none where nothing is certain. */
  readonly applied: () => readonly Applied[];
}

/** One look at all readings of a patient, of whom a whole day of a sensor had to be found by then. */
export interface VolumeFact extends About {
  readonly read: OpOf<'reading.read'>;
  /** How many readings had to be found. */
  readonly due: number;
  /** Keys of those that were not. */
  readonly missing: readonly string[];
}

/** What became of an order, a change, a permission. */
export interface OrderFact extends About {
  readonly op: OpOf<'order.submit' | 'order.change'>;
  readonly accept: boolean;
  readonly reasons: readonly {
    readonly cause: OrderCause;
    readonly codes: readonly RefusalName[];
    readonly why: string;
  }[];
  readonly replay: boolean;
}

export type OrderCause =
  | 'no-limits'
  | 'contradictory'
  | 'limit-unit'
  | 'too-fine'
  | 'unknown-recipient'
  | 'conflict'
  | 'unknown-order'
  | 'transition'
  | 'immutable'
  | 'delta'
  | 'too-early'
  | 'backdated'
  | 'unsupported'
  | 'period';

/** One look at an order that no change of it overlapped, and what was known of it then. */
export interface OrderShownFact extends About {
  readonly read: OpOf<'order.read'>;
  /** The order as it stood. */
  readonly sent: OpOf<'order.submit' | 'order.change'>;
  /** What was shown under its number; none: nothing. */
  readonly shown: readonly ShownOrder[];
}

/** What became of a tracker that was picked or disconnected. */
export interface TrackerActFact extends About {
  readonly op: OpOf<'tracker.set'>;
  readonly accept: boolean;
  readonly reasons: readonly { readonly codes: readonly RefusalName[]; readonly why: string }[];
}

/** What became of a grant or a withdrawal. */
export interface PermissionFact extends About {
  readonly op: OpOf<'permission.set'>;
  /** Why it had to be, or may be, refused: no tracker was picked. With `accept` false it had to be. */
  readonly accept: boolean;
  readonly reasons: TrackerActFact['reasons'];
  /** It changed something for certain: no grant of what was granted, no withdrawal of what was not. */
  readonly changes: boolean;
}

/** One look at what is shown of a permission, of a patient whose phones all hide whether they were refused. */
export interface PermissionShownFact extends About {
  readonly read: OpOf<'permission.read'>;
  /** The phones that hide it. */
  readonly phones: readonly OpOf<'device.register'>[];
  /** The patient may have taken it back in the portal by then: that is no secret. */
  readonly mayBeWithdrawn: boolean;
  /** When the latest of the readings that were filed was measured, and what filed it; `none`: nothing was; undefined: not certain. */
  readonly last: { readonly at: bigint; readonly by: OpOf<'reading.submit'> } | 'none' | undefined;
}

/** One look at what went to a patient outside the portal. */
export interface NoticesFact extends About {
  readonly list: OpOf<'notice.list'>;
  readonly notices: readonly Notice[];
  /** Replies that were taken before it, and longer ago than a filed reading may take to be found. */
  readonly messages: readonly OpOf<'message.send'>[];
  /** All replies and readings that were sent before it was answered. */
  readonly known: readonly OpOf<'message.send' | 'reading.submit'>[];
}

/** One query of a patient who was announced in this run. */
export interface ReadFact extends About {
  readonly read: OpOf<'reading.read'>;
  /** Instants of the readings it showed, in the order shown; those whose time names none are left out. */
  readonly instants: readonly bigint[];
  /** They had arrived in the order of those instants, as far as they differ. */
  readonly arrivedInOrder: boolean;
  /** Readings it showed that nobody sent for this patient. */
  readonly unsent: readonly string[];
}

export interface MessageFact extends About {
  readonly op: OpOf<'message.send'>;
  /** Its item was seen before it was sent. */
  readonly aboutKnown: boolean;
  /** What the patient's own reads after it showed, and reads of the patient before the SUT had answered are left out. */
  readonly ownReads: readonly { readonly read: OpOf<'message.read'>; readonly shown: readonly Message[] }[];
  /** Reads by the patient that were over before it was sent. */
  readonly readsBefore: readonly OpOf<'message.read'>[];
  readonly showsIt: (read: OpOf<'message.read'>) => boolean;
  /** Keys of messages shown to this patient that this history knows no sender of. */
  readonly unsent: readonly string[];
  /** The same of other patients. */
  readonly otherReads: readonly { readonly read: OpOf<'message.read'>; readonly shown: readonly Message[] }[];
}

/** One demand for an item, or against one, and the alerts that tell of its reading by its rule. */
export interface ToldDemand {
  readonly fact: DemandFact;
  readonly told: readonly Alerted[];
  /** It was raised, or would have been, so long before the alerts were read that one would be there. */
  readonly isProven: boolean;
}

/** What was told of a patient by HL7 v2 since the harness began to listen. */
/** An item in sight, and what was told of it. `isProven`: what was not told by the last look at it would have come. */
export interface ToldItem {
  readonly item: ObservedItem;
  readonly told: readonly Alerted[];
  readonly isProven: boolean;
}

export interface AlertsFact extends About {
  readonly read: OpOf<'alerts.read'>;
  /** In the order in which they came. */
  readonly told: readonly Alerted[];
  /** Those whose readings were all sent since. */
  readonly demands: readonly ToldDemand[];
  /** Items that go by time and that an In Basket has shown since anybody listened. */
  readonly timely: readonly ToldItem[];
  /** Alerts that no demand and no item in sight calls for, with why. */
  readonly strays: readonly { readonly alert: Alerted; readonly why: string }[];
  /** By item key: items of the patient that an In Basket has shown. */
  readonly items: ReadonlyMap<string, ObservedItem>;
  /** Within which what was not taken comes again, ns. */
  readonly againNs: number;
  /** An outage of the system that began between two instants. */
  readonly outageBetween: (from: number, to: number) => boolean;
}
