import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import type { RaisedItem } from '../course/item.ts';
import type { Standing } from '../course/standing.ts';
import type { OrderVersion } from '../course/version.ts';
import type { DemandFact, DueFact } from '../facts.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { Attempt } from '../readings/filing.ts';
import type { ObservedItem } from '../record/sighting.ts';

/** A claim, and the lines of the history (`seq`) that it rests on. */
export interface Claim {
  readonly text: string;
  readonly lines: readonly number[];
}

/** The gates of admission; `source`: the one before the first, where a system admits its sources. */
export type Gate = 'source' | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What one gate said to one attempt. */
export interface GateSaid extends Claim {
  readonly gate: Gate;
  /**
   * `settles`: a replay, for which no later gate is asked. `apart`: kept apart by a declared policy.
   * `may-stop`: in some of the possible courses. `unasked`: not asked of this kind of submission.
   */
  readonly said: 'passed' | 'stopped' | 'may-stop' | 'settles' | 'apart' | 'unasked';
}

/** What gate 3 took a submission for. */
export type TakenFor = 'new' | 'replay' | 'alias' | 'correction' | 'erasure' | 'tombstone' | 'conflict';

/** One attempt to file a reading. */
export interface AttemptSaid {
  readonly attempt: Attempt;
  /** What the contract says of it. */
  readonly level: 'accept' | 'refuse' | 'either';
  readonly takenFor: TakenFor;
  readonly gates: readonly GateSaid[];
  /** Reasons that no gate gives: another entry of the same message. */
  readonly beside: readonly Claim[];
}

/** One version of an order, beside a reading. */
export interface VersionSaid {
  readonly version: OrderVersion;
  /** `scheduled`: it holds from after the reading's time. `ended`, `replaced`: one before that held. `unknown`: the courses differ. */
  readonly place: 'in-force' | 'maybe-in-force' | 'before' | 'after' | 'accepted-later';
}

/** One order of the reading's measure. */
export interface OrderSaid {
  readonly order: OrderRecord;
  /** How it stood to the reading's time. */
  readonly standing: Standing;
  readonly versions: readonly VersionSaid[];
}

/** An item of another reading that this one is, or was, a member of: of a digest, or of repeated readings. */
export interface Membership {
  readonly item: RaisedItem;
  readonly left: boolean;
}

/** An In Basket that an item may lie in, and why. */
export interface RecipientSaid extends Claim {
  readonly key: string;
}

/** An item that the history calls for or leaves open, or that was seen though it forbids it. */
export interface ItemSaid {
  readonly fact: DemandFact;
  readonly recipients: readonly RecipientSaid[];
  /** What raised it and, where it had to go again, what withdrew it. */
  readonly cause: OpLine | undefined;
  readonly withdrawnBy: readonly OpLine[];
}

/** How an item that fell due by itself has to do with the reading. */
export interface DueSaid {
  readonly fact: DueFact;
  readonly tie: 'copy' | 'closed' | 'raised' | 'counted';
  readonly recipients: readonly RecipientSaid[];
}

/** One way that things can have gone, as far as the reading is concerned. */
export interface Way {
  /** Where the open operations came in it: `line 12 before it`. */
  readonly places: readonly string[];
  readonly filed: boolean;
  /** Lines of the order versions that it is evaluated by. */
  readonly evaluatedBy: readonly number[];
  /** Why not; empty where it was filed. */
  readonly refusals: readonly string[];
  /** Items in it: `abnormal H`, `critical HH (withdrawn, corrected-to-normal)`. */
  readonly items: readonly string[];
}

/** What leaves a result open, and what follows each way. */
export interface OpenWays {
  /** Operations that nobody answered, or that were under way together with the reading. */
  readonly operations: readonly { readonly op: OpLine; readonly how: 'unanswered' | 'overlapping' }[];
  readonly ways: readonly Way[];
  /** There were more courses than are followed: nothing of them is certain. */
  readonly overflow: boolean;
}

/** Everything that can be said of one reading of a history. */
export interface ReadingExplanation {
  readonly identifier: Identifier;
  /** Keys that the measurement goes by; one, unless it came under several. */
  readonly keys: readonly string[];
  /** As it was sent first. */
  readonly reading: Reading;
  /** Minutes from UTC where the patient was: times are told by it. */
  readonly offsetMinutes: number;
  readonly attempts: readonly AttemptSaid[];
  /** Never filed, filed in every course, or in some. */
  readonly filed: 'yes' | 'no' | 'maybe';
  readonly orders: readonly OrderSaid[];
  readonly rules: readonly DemandFact[];
  readonly memberships: readonly Membership[];
  readonly items: readonly ItemSaid[];
  readonly dues: readonly DueSaid[];
  /** Earlier readings that its change is measured from. */
  readonly measuredFrom: readonly Claim[];
  /** Keys of newer readings whose change is measured from this one. */
  readonly baselineOf: readonly string[];
  /** Undefined: everything about it is certain. */
  readonly open: OpenWays | undefined;
  /** Items about it that no demand calls for. */
  readonly stray: readonly { readonly item: ObservedItem; readonly why: string }[];
  /** Queries that asked for it once it had been answered: those that showed it, and those that did not. */
  readonly shownBy: readonly OpLine[];
  readonly lackedBy: readonly OpLine[];
}
