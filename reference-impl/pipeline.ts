import type {
  AuditEvent,
  Clinician,
  Coverage,
  Device,
  Eligibility,
  FiledReading,
  Identifier,
  InboxItem,
  Measure,
  Message,
  Order,
  OrderStatus,
  Patient,
  Permission,
  Pool,
  Reading,
  Source,
  Tracker,
} from '../contract/domain/index.ts';
import type { RefusalName } from '../contract/codes/refusals.ts';
import type { Outcome } from '../contract/refusal.ts';
import type { ChosenTracker } from './portal/table.ts';
import type { Trouble } from './store/unavailable.ts';
import type { KnownSource } from './sources/table.ts';

/** Who is calling, as the access layer established it; never taken from a body. */
export interface Caller {
  readonly role: 'ehr' | 'clinician' | 'portal' | 'gateway' | 'auditor' | 'clock';
  /** The clinician for `clinician`, the patient for `portal` and `gateway`; absent: the role speaks for all. */
  readonly subject?: Identifier;
  /** For the audit trail: client id or MSH-3. */
  readonly client: string;
  /** Of a gateway: the source that its client is, as it may have been admitted. */
  readonly source?: Identifier;
}

/** FHIR types that the pipeline keeps, each with its own logical ids. */
export type ResourceType =
  | 'Patient'
  | 'PractitionerRole'
  | 'CareTeam'
  | 'Device'
  | 'ServiceRequest'
  | 'Consent'
  | 'Observation'
  | 'Task'
  | 'Communication'
  | 'AuditEvent';

/** Something durable. `lastUpdated` is system time, UTC, strictly increasing over all writes of one store. */
export interface Stored<T> {
  readonly id: string;
  readonly version: number;
  readonly lastUpdated: string;
  readonly body: T;
}

/**
 * `replayed`: the very same thing was there already, and nothing was done. `quarantined`: taken aside, where nobody
 * finds it; what is `stored` then has no id.
 */
export interface Written<T> {
  readonly stored: Stored<T>;
  readonly effect: 'created' | 'replayed' | 'updated' | 'quarantined';
  readonly warnings: readonly RefusalName[];
}

export interface Page<T> {
  readonly entries: readonly Stored<T>[];
  /** Opaque; pass it back to go on. Absent: this was the last page. */
  readonly next?: string;
}

/** Inbox search. Every field narrows; `since` is inclusive (`ge`), because stamps may tie. */
export interface InboxQuery {
  readonly owner?: Identifier;
  readonly patient?: Identifier;
  readonly identifier?: Identifier;
  readonly order?: Identifier;
  readonly kind?: string;
  readonly status?: string;
  readonly since?: string;
  readonly count: number;
  readonly page?: string;
}

/** Reading search, sorted by effective time. `from` inclusive, `to` exclusive, instants. */
export interface ReadingQuery {
  readonly patient?: Identifier;
  readonly measure?: Measure;
  readonly identifier?: Identifier;
  readonly from?: string;
  readonly to?: string;
  readonly count: number;
  readonly page?: string;
}

/**
 * The whole reference pipeline behind one interface: what the FHIR and the HL7 v2 surfaces call and
 * what tests call. Every method that writes answers only after its commit; every one checks the
 * caller, is idempotent on the business key and audits itself, refusals included.
 */
export interface Pipeline {
  readonly people: {
    patient(caller: Caller, patient: Patient): Promise<Outcome<Written<Patient>>>;
    clinician(caller: Caller, clinician: Clinician): Promise<Outcome<Written<Clinician>>>;
    pool(caller: Caller, pool: Pool): Promise<Outcome<Written<Pool>>>;
    device(caller: Caller, device: Device): Promise<Outcome<Written<Device>>>;
    /** Every absence of one person; what was said before of that person is gone. */
    coverage(caller: Caller, coverage: Coverage): Promise<Outcome<Written<Coverage>>>;
    find(
      type: 'Patient' | 'PractitionerRole' | 'CareTeam' | 'Device',
      identifier: Identifier,
    ): Stored<Patient | Clinician | Pool | Device> | undefined;
  };
  readonly orders: {
    /** A new order. Same identifier and same content: replayed; other content: identifier-conflict. */
    submit(caller: Caller, order: Order): Promise<Outcome<Written<Order>>>;
    /** The whole next state of a known order. `ifMatch`: version the caller saw. */
    change(caller: Caller, order: Order, ifMatch?: number): Promise<Outcome<Written<Order>>>;
    find(identifier: Identifier): Stored<Order> | undefined;
    search(caller: Caller, query: { patient?: Identifier; status?: OrderStatus }): Outcome<readonly Stored<Order>[]>;
  };
  readonly permissions: {
    set(caller: Caller, permission: Permission, ifMatch?: number): Promise<Outcome<Written<Permission>>>;
    search(caller: Caller, patient: Identifier): Outcome<readonly Stored<Permission>[]>;
  };
  readonly readings: {
    /** All or nothing, in effective-time order: one message or one transaction. A single reading is a list of one. */
    file(caller: Caller, readings: readonly Reading[]): Promise<Outcome<readonly Written<FiledReading>[]>>;
    search(caller: Caller, query: ReadingQuery): Outcome<Page<FiledReading>>;
  };
  readonly portal: {
    /** Every tracker that the portal shows a patient. */
    trackers(caller: Caller, patient: Identifier): Outcome<readonly Tracker[]>;
    /** Picks or disconnects the tracker of an order. */
    choose(caller: Caller, order: Identifier, state: ChosenTracker['state']): Promise<Outcome<Written<ChosenTracker>>>;
    /** Whether any of the patient's phones can serve. */
    eligibility(caller: Caller, patient: Identifier): Outcome<Eligibility>;
  };
  readonly sources: {
    /** Whether anything that a caller sends is looked at: a surface asks it before it reads the body. */
    admits(caller: Caller): boolean;
    set(caller: Caller, source: Source, status: KnownSource['status']): Promise<Outcome<Written<KnownSource>>>;
  };
  readonly inbox: {
    search(caller: Caller, query: InboxQuery): Outcome<Page<InboxItem>>;
    act(
      caller: Caller,
      item: { id: string },
      act: 'seen' | 'done',
      ifMatch?: number,
    ): Promise<Outcome<Written<InboxItem>>>;
  };
  readonly messages: {
    send(caller: Caller, message: Message): Promise<Outcome<Written<Message>>>;
    search(caller: Caller, patient: Identifier): Promise<Outcome<readonly Stored<Message>[]>>;
  };
  readonly audit: {
    search(
      caller: Caller,
      query: { patient?: Identifier; refusal?: string; count: number; page?: string },
    ): Outcome<Page<AuditEvent>>;
    /** For what a surface refused before any concept was reached (malformed, unauthenticated, …). */
    record(event: Omit<AuditEvent, 'recorded'>): Promise<void>;
  };
  readonly clock: {
    /** Virtual now of one patient, or of the system. */
    now(patient?: Identifier): string;
    advance(caller: Caller, to: string, patient?: Identifier): Promise<Outcome<{ now: string }>>;
  };
  /** `Patient/p1` → its business key, and back. Only for what exists. */
  readonly references: {
    identifierOf(reference: string): Identifier | undefined;
    referenceTo(type: ResourceType, identifier: Identifier): string | undefined;
    /** A clinician or a pool, whichever has this key. */
    recipient(identifier: Identifier): string | undefined;
  };
  /** One resource by logical id, or undefined. The caller's right to see it is checked by the concept. */
  read(caller: Caller, type: ResourceType, id: string): Outcome<Stored<unknown>>;
  /** How it is: requests to write that wait for their commit, whether it takes no more, and what ails its database. */
  health(): { readonly waiting: number; readonly isClosing: boolean; readonly trouble?: Trouble };
  /** Lets happen what has fallen due by now. A running pipeline does so by itself; for whoever moves its time from outside. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
