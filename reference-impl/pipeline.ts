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
  Notice,
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
import type { Outcome, Refusal } from '../contract/refusal.ts';
import type { Answerable, Answering } from './answered/answering.ts';
import type { AnsweredTable } from './answered/table.ts';
import type { AlertOutbox } from './alerts/outbox.ts';
import type { ChosenTracker } from './portal/chosen-tracker.ts';
import type { KnownSource } from './sources/known-source.ts';
import type { Trouble } from './store/unavailable.ts';
import type {
  Deliver,
  EventRange,
  Subscription,
  SubscriptionEvent,
  WantedSubscription,
} from './subscriptions/subscription.ts';

/** Who is calling, as the access layer established it; never taken from a body. */
export interface Caller {
  readonly role: 'ehr' | 'clinician' | 'portal' | 'gateway' | 'auditor' | 'clock';
  /** The clinician for `clinician`, the patient for `portal` and `gateway`; absent: the role speaks for all. */
  readonly subject?: Identifier;
  /** For the audit trail: client id or MSH-3. */
  readonly client: string;
  /** Of a gateway: the source that its client is, as it may have been admitted. */
  readonly source?: Identifier;
  /** Of the message that the caller acts by: what is to be known of its answer from now on. */
  readonly answering?: Answering;
  /** Is shown nothing of what is found, as by HEAD: it counts as read by nobody. */
  readonly isShownNothing?: true;
  /** Rights of its role that its token has, `Observation.c`; absent: all of them. Checked by the surface. */
  readonly scopes?: ReadonlySet<string>;
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
  /** The reading that raised it. */
  readonly reading?: Identifier;
  readonly kind?: string;
  readonly status?: string;
  readonly since?: string;
  /** The latest change first, for who looks at the top of a long list; else the earliest, so that nothing is passed over. */
  readonly newestFirst?: boolean;
  readonly count: number;
  readonly page?: string;
}

/** People in the order in which they came. */
export interface PeopleQuery {
  readonly count: number;
  readonly page?: string;
}

/** A clinician as others see them: with every absence, where there is any. */
export interface ClinicianRole extends Clinician {
  readonly absences?: Coverage['absences'];
}

/** What the portal shows of one order, whose it is, and since when it was ordered. */
export interface PortalTracker extends Tracker {
  readonly patient: Identifier;
  /** When its order was signed; a change of the order is no new one. */
  readonly since: string;
  /** Whether its order is active now: while it is not, no reading is taken. */
  readonly isActive: boolean;
  /** Whether it may be picked now: its order is active, and a phone can serve. */
  readonly mayPick: boolean;
}

/** What a sender says of a reading beside its content. */
export interface FilingTerms {
  /** Logical id of the reading that it is for: of no other, and of none that is not there. */
  readonly id?: string;
  /** Version that the sender saw. */
  readonly ifMatch?: number;
  /** It makes a reading and changes none that is there. */
  readonly createsOnly?: boolean;
}

/** Versions of one resource, newest first; `before`: those below this one. */
export interface HistoryQuery {
  readonly before?: number;
  readonly count: number;
}

/** Reading search, sorted by effective time. `from` inclusive, `to` exclusive, instants. */
export interface ReadingQuery {
  readonly patient?: Identifier;
  readonly measure?: Measure;
  readonly identifier?: Identifier;
  readonly from?: string;
  readonly to?: string;
  /** The latest first, for who looks at the end of a long list: one page, and no mark to go on by. */
  readonly newestFirst?: boolean;
  readonly count: number;
  readonly page?: string;
}

/** Audit search, in the order of writing. Every field narrows; `fromMs` inclusive, `toMs` exclusive, of `recorded`. */
export interface AuditQuery {
  readonly patient?: Identifier;
  /** The patient or the thing itself. */
  readonly entity?: Identifier;
  readonly refusal?: string;
  readonly outcome?: AuditEvent['outcome'];
  readonly fromMs?: number;
  readonly toMs?: number;
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
    patient(caller: Caller, patient: Patient): Promise<Answerable<Written<Patient>>>;
    /** `absences`: every one, in place of what was said before; unsaid they stay. `ifMatch`: version the caller saw. */
    clinician(
      caller: Caller,
      clinician: Clinician,
      also?: { readonly absences?: Coverage['absences']; readonly ifMatch?: number },
    ): Promise<Outcome<Written<ClinicianRole>>>;
    pool(caller: Caller, pool: Pool): Promise<Outcome<Written<Pool>>>;
    device(caller: Caller, device: Device): Promise<Outcome<Written<Device>>>;
    /** Every absence of one person; what was said before of that person is gone. */
    coverage(caller: Caller, coverage: Coverage): Promise<Outcome<Written<Coverage>>>;
    find(
      type: 'Patient' | 'PractitionerRole' | 'CareTeam' | 'Device',
      identifier: Identifier,
    ): Stored<Patient | ClinicianRole | Pool | Device> | undefined;
    patients(caller: Caller, query: PeopleQuery): Outcome<Page<Patient>>;
    clinicians(caller: Caller, query: PeopleQuery): Outcome<Page<Clinician>>;
    pools(caller: Caller, query: PeopleQuery): Outcome<Page<Pool>>;
  };
  readonly orders: {
    /** A new order. Same identifier and same content: replayed; other content: identifier-conflict. */
    submit(caller: Caller, order: Order): Promise<Answerable<Written<Order>>>;
    /** The whole next state of a known order. `ifMatch`: version the caller saw. */
    change(caller: Caller, order: Order, ifMatch?: number): Promise<Answerable<Written<Order>>>;
    find(identifier: Identifier): Stored<Order> | undefined;
    search(caller: Caller, query: { patient?: Identifier; status?: OrderStatus }): Outcome<readonly Stored<Order>[]>;
  };
  readonly permissions: {
    /** `ifMatch`: the version that is replaced; `new`: it makes one, and what is there already it may only repeat. */
    set(caller: Caller, permission: Permission, ifMatch?: number | 'new'): Promise<Answerable<Written<Permission>>>;
    search(caller: Caller, patient: Identifier): Outcome<readonly Stored<Permission>[]>;
  };
  readonly readings: {
    /**
     * All or nothing, in effective-time order: one message or one transaction. A single reading is a list of one.
     * `terms`: of the reading at the same place of the list.
     */
    file(
      caller: Caller,
      readings: readonly Reading[],
      terms?: readonly FilingTerms[],
    ): Promise<Answerable<readonly Written<FiledReading>[]>>;
    /** What a reading has said so far, by its logical id. */
    history(caller: Caller, id: string, query: HistoryQuery): Outcome<readonly Stored<FiledReading>[]>;
    search(caller: Caller, query: ReadingQuery): Outcome<Page<FiledReading>>;
  };
  readonly portal: {
    /** Every tracker that the portal shows a patient. */
    trackers(caller: Caller, patient: Identifier): Outcome<readonly Stored<PortalTracker>[]>;
    /** One of them by its logical id. */
    tracker(caller: Caller, id: string): Outcome<Stored<PortalTracker>>;
    /** Picks or disconnects the tracker of an order. `ifMatch`: version of the tracker the caller saw. */
    choose(
      caller: Caller,
      order: Identifier,
      state: ChosenTracker['state'],
      ifMatch?: number,
    ): Promise<Outcome<Written<ChosenTracker>>>;
    /** Whether any of the patient's phones can serve, and which one decided. */
    eligibility(caller: Caller, patient: Identifier): Outcome<Eligibility & { readonly phone?: Identifier }>;
  };
  readonly sources: {
    /** Whether anything that a caller sends is looked at: a surface asks it before it reads the body. */
    admits(caller: Caller): boolean;
    set(caller: Caller, source: Source, status: KnownSource['status']): Promise<Outcome<Written<KnownSource>>>;
    /** Every client that was ever admitted or withdrawn, in that order. */
    list(caller: Caller): Outcome<readonly Stored<KnownSource>[]>;
  };
  readonly assertions: {
    /** Takes up a client's login: once, for as long as it would hold (`untilS`, seconds since 1970). Again: `unauthenticated`. */
    takeUp(caller: Caller, assertion: { readonly jti: string; readonly untilS: number }): Promise<Outcome<true>>;
  };
  readonly inbox: {
    search(caller: Caller, query: InboxQuery): Outcome<Page<InboxItem>>;
    act(
      caller: Caller,
      item: { id: string },
      act: 'seen' | 'done',
      ifMatch?: number,
    ): Promise<Outcome<Written<InboxItem>>>;
    /**
     * Resolves once any item was made or changed after `seen`, which an earlier call gave; unsaid: at once. It tells of no
     * item: what has changed is looked for by a search, as whoever looks.
     */
    changed(seen?: number): Promise<number>;
  };
  readonly messages: {
    send(caller: Caller, message: Message): Promise<Outcome<Written<Message>>>;
    search(caller: Caller, patient: Identifier): Promise<Outcome<readonly Stored<Message>[]>>;
    /** What went to the patient's mail, one for each message that the caller may read. That it is looked at says nothing of having been read. */
    notices(caller: Caller, patient: Identifier): Outcome<readonly Stored<Notice>[]>;
  };
  readonly audit: {
    search(caller: Caller, query: AuditQuery): Outcome<Page<AuditEvent>>;
    /** For what a surface refused before any concept was reached (malformed, unauthenticated, …). */
    /** `answering`: of the message that was refused so; the text of the Making that stands then. */
    record(
      event: Omit<AuditEvent, 'recorded'>,
      answering?: { readonly answering: Answering; readonly refusal: Refusal },
    ): Promise<string | undefined>;
  };
  /** What was answered to messages, by their ids; kept inside the transaction of what they do (Caller.answering). */
  readonly answered: AnsweredTable;
  readonly subscriptions: {
    /** A new one, to begin with its handshake. The very same one by the same caller, while it has not ended: replayed. */
    create(caller: Caller, wanted: WantedSubscription): Promise<Outcome<Written<Subscription>>>;
    /** The whole next state; status `off` ends it. */
    change(
      caller: Caller,
      id: string,
      wanted: WantedSubscription,
      ifMatch?: number,
    ): Promise<Outcome<Written<Subscription>>>;
    remove(caller: Caller, id: string, ifMatch?: number): Promise<Outcome<Written<Subscription>>>;
    read(caller: Caller, id: string): Outcome<Stored<Subscription>>;
    /** `last`: events since its start. */
    status(caller: Caller, id: string): Outcome<{ readonly stored: Stored<Subscription>; readonly last: number }>;
    /** Events again. `not-found` for those that are no longer kept. */
    events(
      caller: Caller,
      id: string,
      range: EventRange,
    ): Outcome<{
      readonly stored: Stored<Subscription>;
      readonly last: number;
      readonly events: readonly SubscriptionEvent[];
    }>;
    /** From now on this sends; returns what stops it. Nothing is sent before. */
    serve(deliver: Deliver): () => Promise<void>;
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
  /** What is to be told to another system of the items. Absent where none is told. */
  readonly alerts?: AlertOutbox;
  /** One resource by logical id, or undefined. The caller's right to see it is checked by the concept. */
  read(caller: Caller, type: ResourceType, id: string): Outcome<Stored<unknown>>;
  /**
   * Undefined: all that a look shows now is on the disk. Else it resolves once that is so, and nobody is to be told of
   * the look before. What writes has waited for it by itself.
   */
  whenKept(): Promise<void> | undefined;
  /** How it is: requests to write that wait for their commit, whether it takes no more, and what ails its database. */
  health(): { readonly waiting: number; readonly isClosing: boolean; readonly trouble?: Trouble };
  /** Lets happen what has fallen due by now. A running pipeline does so by itself; for whoever moves its time from outside. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
