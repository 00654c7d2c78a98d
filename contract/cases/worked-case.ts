import type { RefusalName } from '../codes/refusals.ts';
import type {
  Clinician,
  Device,
  Identifier,
  Interpretation,
  OffsetDateTime,
  Order,
  Patient,
  Permission,
  Pool,
  Reading,
  WithdrawalReason,
} from '../domain/index.ts';

/** What the system answers to an act. */
export type Expectation =
  /** `replay`: the answer of the first time, and no second effect. */
  | { readonly outcome: 'accepted'; readonly replay: boolean }
  | { readonly outcome: 'refused'; readonly refusal: RefusalName };

/** An In Basket item that has to be there, and nothing else beside it. */
export interface ExpectedItem {
  readonly patient: Identifier;
  readonly order: Identifier;
  readonly reading: Identifier;
  readonly kind: 'critical' | 'abnormal' | 'change';
  readonly interpretation: readonly Interpretation[];
  readonly recipient: Identifier;
  /** The filing that raised it came more than 1 h after its own reading was effective. */
  readonly late: boolean;
}

interface CommonToActs {
  /** Virtual now at which the system handles the act; never earlier than that of the act before. */
  readonly at: OffsetDateTime;
  /** The verb of the document and the short name it was said of, for people. */
  readonly said: string;
  readonly patient: Identifier;
  readonly expect: Expectation;
  /** Items that this act adds. */
  readonly raises: readonly ExpectedItem[];
  /** Items that were open and that this act withdraws. */
  readonly withdraws: readonly { readonly item: ExpectedItem; readonly reason?: WithdrawalReason }[];
  /** Every item that is open after this act, over all patients of the case, in order of raising. */
  readonly openAfter: readonly ExpectedItem[];
  /** Line in the file, from 1. */
  readonly line: number;
}

/** One act; `op` and its payload are those of the history (docs/history.md). An order is always the whole order. */
export type CaseAct = CommonToActs &
  (
    | { readonly op: 'order.submit'; readonly order: Order }
    | { readonly op: 'order.change'; readonly order: Order }
    | { readonly op: 'permission.set'; readonly permission: Permission }
    | { readonly op: 'reading.submit'; readonly reading: Reading }
  );

/** A worked case, resolved to the domain. Case law: the reference and the oracle must both reproduce it. */
export interface WorkedCase {
  /** Stable; a vendor may dispute a case by it. */
  readonly number: number;
  /** File name without its ending. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly requirements: readonly string[];
  readonly patients: readonly Patient[];
  readonly clinicians: readonly Clinician[];
  readonly pools: readonly Pool[];
  readonly devices: readonly Device[];
  readonly acts: readonly CaseAct[];
  /** Short names back from business keys (`keyOf`), for messages. */
  readonly shortNames: ReadonlyMap<string, string>;
  /** Why the other reading of the clause is wrong. */
  readonly why: string;
}
