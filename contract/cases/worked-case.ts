import type { RefusalName } from '../codes/refusals.ts';
import type { Clinician, Device, OffsetDateTime, Patient, Pool, WithdrawalReason } from '../domain/index.ts';
import type { CaseDeed } from './deed.ts';
import type { ExpectedItem } from './expected-item.ts';
import type { CasePolicies } from './schema/policies.ts';

export type * from './deed.ts';
export type * from './expected-item.ts';

/** What the system answers to an act. */
export type Expectation =
  /** `replay`: the answer of the first time, and no second effect. */
  | { readonly outcome: 'accepted'; readonly replay: boolean }
  | { readonly outcome: 'refused'; readonly refusal: RefusalName };

/** An item that an act changes and leaves standing. `members`: of a digest, after it. */
export interface ItemUpdate {
  readonly item: ExpectedItem;
  readonly members?: ExpectedItem['members'];
}

export interface ItemWithdrawal {
  readonly item: ExpectedItem;
  readonly reason: WithdrawalReason;
}

/** One act: what is done, its answer, and what becomes of the In Baskets. An order is always the whole order. */
export type CaseAct = CaseDeed & {
  /** Virtual now at which the system handles the act; never earlier than that of the act before. */
  readonly at: OffsetDateTime;
  /** The verb of the document and the short name it was said of, for people. */
  readonly said: string;
  readonly expect: Expectation;
  /** Items that this act adds, in the order in which they are raised; of a bundle, its last entry. */
  readonly raises: readonly ExpectedItem[];
  readonly updates: readonly ItemUpdate[];
  /** Items that stood and that this act withdraws. */
  readonly withdraws: readonly ItemWithdrawal[];
  /** Every item that stands (is not withdrawn) after this act, over all patients of the case, in order of raising. */
  readonly standingAfter: readonly ExpectedItem[];
  /** Line in the file, from 1. */
  readonly line: number;
};

/** A worked case, resolved to the domain. Case law: the reference and the oracles must reproduce it. */
export interface WorkedCase {
  /** Stable; a vendor may dispute a case by it. */
  readonly number: number;
  /** File name without its ending. */
  readonly name: string;
  readonly file: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly requirements: readonly string[];
  /** What of the contract it works out (coverage/). */
  readonly covers: readonly string[];
  /** What the system declares beside the defaults. */
  readonly policies: CasePolicies;
  readonly portal: boolean;
  readonly sources: boolean;
  /** Set where the ruling holds on this wire alone. */
  readonly via?: 'fhir';
  readonly patients: readonly Patient[];
  readonly clinicians: readonly Clinician[];
  readonly pools: readonly Pool[];
  /** Meters and scales; phones are registered by acts. */
  readonly devices: readonly Device[];
  readonly acts: readonly CaseAct[];
  /** Short names back from business keys (`keyOf`), for messages. */
  readonly shortNames: ReadonlyMap<string, string>;
  /** Why the other reading of the clause is wrong. */
  readonly why: string;
}
