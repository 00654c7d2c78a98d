import type { Identifier, Interpretation, ItemKind, OffsetDateTime } from '../domain/index.ts';
import type { ItemRule } from './schema/items.ts';

/** What a summary says; numbers are in the order's unit, absent where there were none. */
export interface ExpectedSummary {
  /** Start of its period. */
  readonly start: OffsetDateTime;
  readonly count: number;
  readonly abnormal: number;
  readonly critical: number;
  readonly min?: string;
  readonly max?: string;
  readonly mean?: string;
}

/** An In Basket item that has to be there, and nothing else beside it. */
export interface ExpectedItem {
  /** The item's own key, by the order of raising; a system under test gives its own. */
  readonly identifier: Identifier;
  readonly patient: Identifier;
  readonly order: Identifier;
  readonly kind: ItemKind;
  readonly rule: ItemRule;
  readonly interpretation: readonly Interpretation[];
  readonly recipient: Identifier;
  /** The reading that raised it; absent for missing and summary. Of a copy: that of its first item. */
  readonly reading?: Identifier;
  /** The filing that raised it came more than 1 h after its own reading was effective; absent without a reading. */
  readonly late?: boolean;
  /** Repeated: its members. Digest: its members when it was raised. */
  readonly members?: readonly Identifier[];
  /** Escalation: which step made the copy, and of which item. */
  readonly step?: number;
  readonly copyOf?: Identifier;
  /** Missing: the instant that had passed. */
  readonly due?: OffsetDateTime;
  readonly summary?: ExpectedSummary;
}
