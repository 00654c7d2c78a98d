import type { Answerable } from './answered/answering.ts';
import type { AnsweredTable } from './answered/table.ts';
import type { AuditEvent, Identifier } from '../contract/domain/index.ts';
import type { Outcome } from '../contract/refusal.ts';
import type { AuditTable } from './audit/table.ts';
import type { Clocks } from './clock/clocks.ts';
import type { Collaborators } from './collaborators.ts';
import type { ItemTable } from './inbox/table.ts';
import type { MessageTable } from './messages/table.ts';
import type { OrderTable } from './orders/table.ts';
import type { CoverageTable, PeopleTables } from './people/table.ts';
import type { PermissionTable } from './permissions/table.ts';
import type { Caller } from './pipeline.ts';
import type { ReferencePolicies } from './policies.ts';
import type { TrackerTable } from './portal/table.ts';
import type { QuarantineTable } from './readings/quarantine.ts';
import type { ReadingTable } from './readings/table.ts';
import type { SourceTable } from './sources/table.ts';
import type { SubscriptionTable } from './subscriptions/table.ts';
import type { DueTable, GapTable } from './waiting/table.ts';

/** Every table of the store, by concept. */
export interface Tables {
  readonly people: PeopleTables;
  readonly coverage: CoverageTable;
  readonly orders: OrderTable;
  readonly permissions: PermissionTable;
  readonly readings: ReadingTable;
  readonly items: ItemTable;
  readonly quarantine: QuarantineTable;
  readonly trackers: TrackerTable;
  readonly sources: SourceTable;
  readonly due: DueTable;
  readonly gaps: GapTable;
  readonly messages: MessageTable;
  readonly audit: AuditTable;
  readonly subscriptions: SubscriptionTable;
  readonly answered: AnsweredTable;
}

/** What is being done to what, for the audit trail. */
export interface Deed extends Pick<AuditEvent, 'subject' | 'action' | 'patient' | 'entity'> {
  readonly caller: Caller;
}

/** What every concept is handed; nothing else is reached for. */
export interface Context {
  readonly tables: Tables;
  readonly clocks: Clocks;
  readonly use: Collaborators;
  readonly policies: ReferencePolicies;
  /** The patient's virtual now, ms. */
  now(patient: Identifier): number;
  /** Records that something was done, in the same transaction. */
  audit(deed: Deed): void;
  /** Hands on the answer to a look; a refused one leaves an audit event, written right after. */
  looked<T>(deed: Deed, outcome: Outcome<T>): Outcome<T>;
  /**
   * Lets happen what has fallen due by now, of a patient or of all, in as many commits as it takes. Refused where the
   * store takes nothing in: what is left stays due.
   */
  settle(patient?: Identifier): Promise<Outcome<unknown>>;
  /**
   * Runs `work` in a transaction, after what has fallen due by now (of the patient of the deed; of all where it names
   * none), and answers after its commit. A refusal undoes everything that `work` wrote and leaves one audit event: of
   * `refused(index)` where the refusal names an entry of a list.
   */
  write<T>(deed: Deed, work: () => Outcome<T>, refused?: (index: number) => Deed): Promise<Answerable<T>>;
}
