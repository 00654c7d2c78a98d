import type { FiledReading, Measure, Message } from '../../contract/domain/index.ts';
import type { RefusalName } from '../../contract/codes/refusals.ts';
import type { OpLine } from '../history/lines.ts';
import type { Demand } from './items/demand.ts';
import type { Flaw } from './items/content.ts';
import type { Timing } from './items/delay.ts';
import type { Attempt, Filing } from './readings/filing.ts';
import type { Cause } from './readings/expectation.ts';
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
  readonly record: PatientRecord;
  /** The filing it belongs to, if it made or replayed one. */
  readonly filing: Filing | undefined;
}

/** A reading that was refused, or should have been, and where it turned up all the same. */
export interface TraceFact extends About {
  readonly reading: string;
  readonly causes: readonly Cause[];
  readonly why: string;
  /** It came by HL7 v2. */
  readonly v2: boolean;
  readonly items: readonly ObservedItem[];
  readonly foundBy: readonly OpLine[];
  /** A later query looked for it and did not find it. */
  readonly soughtBy: readonly OpLine[];
  readonly lines: readonly number[];
}

/** What came of one demand for, or against, an item. */
export interface DemandFact extends About {
  readonly demand: Demand;
  readonly items: readonly ObservedItem[];
  /** Flaws of the first item, where one was called for. */
  readonly flaws: readonly Flaw[];
  /** No item: whether that is proven (for `must`: a look after the deadline; for `must-not`: quiet and a sentinel). */
  readonly absenceProven: boolean;
  /** The In Baskets it may lie in. */
  readonly recipients: ReadonlySet<string>;
  readonly timing: Timing | undefined;
  /** What its item is held to, ms. */
  readonly deadlineMs: number;
  readonly facts: {
    /** The reading was sent more than once. */
    readonly resent: boolean;
    /** The order's limits have changed within this history. */
    readonly changedLimits: boolean;
    /** It was submitted more than 5 min after it was measured. */
    readonly belated: boolean;
    /** The order was submitted more than once. */
    readonly reorderedOrder: boolean;
  };
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
  /** People who may act on it: its recipient, or the members of its pool. */
  readonly owners: ReadonlySet<string>;
  /** An order in error withdraws its open items. */
  readonly mayBeWithdrawn: boolean;
  /** Monotonic start of the last look that would have shown it. */
  readonly lastLook: number;
  /** Looks of the whole patient, or of somebody of his own, that lacked it after it was seen. */
  readonly lackedBy: readonly OpLine[];
}

/** Who saw an item in his or her own In Basket. */
export interface PrivacyFact extends About {
  readonly item: ObservedItem;
  /** Looks by people who may not see it, begun after it was there. */
  readonly strangersLooks: readonly OpOf<'inbox.look'>[];
  readonly seenBy: readonly OpOf<'inbox.look'>[];
}

/** A filed reading as a query showed it. */
export interface FoundFact extends About {
  readonly filing: Filing;
  readonly read: OpOf<'reading.read'>;
  readonly found: readonly FiledReading[];
  /** It had to be found: filed for certain, and longer ago than the deadline. */
  readonly due: boolean;
  /** Permission for the measure had been withdrawn when it was read. */
  readonly withdrawnBefore: (measure: Measure) => boolean;
  /** Demands of this reading's orders, for interpretation and ranges. */
  readonly demands: readonly Demand[];
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
  | 'too-early'
  | 'unsupported'
  | 'period';

/** What became of a grant or a withdrawal. */
export interface PermissionFact extends About {
  readonly op: OpOf<'permission.set'>;
  /** It changed something for certain: no grant of what was granted, no withdrawal of what was not. */
  readonly changes: boolean;
}

/** One query of a patient who was announced in this run. */
export interface ReadFact extends About {
  readonly read: OpOf<'reading.read'>;
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
