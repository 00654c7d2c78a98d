import type { DecimalText, Interpretation, ItemKind, UnitCode } from '../../../contract/domain/index.ts';
import type { Rational } from '../arithmetic/rational.ts';
import type { ReadingRule } from '../course/item.ts';
import type { Standing } from '../course/standing.ts';
import type { OrderVersion } from '../course/version.ts';

export interface ShownLimit {
  readonly value: DecimalText;
  readonly unit: UnitCode;
}

/** The lowest (gain) or highest (loss) reading of a window; several where values tie or rules differ. */
export interface Baseline {
  /** Keys that the reading goes by. */
  readonly keys: ReadonlySet<string>;
  /** The difference, positive in the rule's direction, in the unit of the rule's amount. */
  readonly delta: Rational;
  readonly direction: 'gain' | 'loss';
  readonly unit: UnitCode;
}

/** The item that a rule calls for. */
export interface Call {
  readonly kind: Extract<ItemKind, 'critical' | 'abnormal' | 'change' | 'data-quality'>;
  /** All of these, in any order. */
  readonly interpretation: readonly Interpretation[];
  /** These as well, if an unresolved attempt was filed after all. */
  readonly mayAlso: readonly Interpretation[];
  /** Any one of these (two change rules crossed at once have two). */
  readonly limits: readonly ShownLimit[];
  /** Of a change: each reading that is rightly named as its baseline, with the difference from it. */
  readonly baselines: readonly Baseline[];
}

/** Circumstances by which requirements pick the evaluations they are about. */
export interface Features {
  /** The value equals a bound that its order does not include. */
  readonly equalsLimit?: boolean;
  /** It crosses by at most one unit of the limit's last decimal, or equals an included bound. */
  readonly justBeyond?: boolean;
  /** The limits leave one side open. */
  readonly oneSided?: boolean;
  /** The reading's unit is not the limit's. */
  readonly converted?: boolean;
  readonly offScale?: boolean;
  /** A bound of the reading's meal context was applied, or would have been. */
  readonly inContext?: boolean;
  /** The number lies outside the order's absolute range. */
  readonly implausible?: boolean;
  /** No value was measured. */
  readonly failed?: boolean;
  /** Abnormal, and the order asks for repeated ones, or for critical ones alone. */
  readonly notEach?: boolean;
  /** How the order stood to the reading, where it was not active. */
  readonly inactive?: Standing;
  /** The order has a critical limit. */
  readonly hasCritical?: boolean;
  /** The order has rules for gain and none for loss, or the other way round. */
  readonly oneWay?: boolean;
  /** Change: by more than the amount of a rule the value has gone the other way since an earlier one of the window. */
  readonly against?: boolean;
  /** Change: an earlier reading outside the window would have called for an item. */
  readonly outsideWindow?: boolean;
}

/** What one rule family of one order version makes of one reading. */
export interface Evaluation {
  readonly family: ReadingRule;
  readonly version: OrderVersion | undefined;
  readonly call: Call | undefined;
  /** What the reading's interpretation is by this order; undefined where it says nothing. */
  readonly interpretation: Interpretation | undefined;
  readonly features: Features;
  /** The clause and the arithmetic, for a person. */
  readonly why: string;
}
