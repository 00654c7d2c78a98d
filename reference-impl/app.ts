import type { Identifier } from '../contract/domain/identifier.ts';
import type { ItemKind } from '../contract/domain/inbox-item.ts';
import type { Outcome } from '../contract/refusal.ts';
import { accept, refuse } from '../contract/refusal.ts';
import { type Answerable, type Answering, makingOf } from './answered/answering.ts';
import type { Before } from './answered/table.ts';
import { searchAudit } from './audit/search.ts';
import { eventOf } from './audit/trail.ts';
import { createAlertOutbox } from './alerts/outbox.ts';
import { createAssertions } from './assertions/assertions.ts';
import { createClock } from './clock/clock.ts';
import { isoOf } from './clock/instant.ts';
import { monotonicNow, systemNow } from './clock/system-now.ts';
import { type Collaborators, collaborators } from './collaborators.ts';
import type { Context, Deed } from './context.ts';
import { createChanges } from './inbox/changes.ts';
import { createInbox } from './inbox/inbox.ts';
import { createMessages } from './messages/messages.ts';
import { createAiling } from './operation/ailing.ts';
import { NOBODY, type Watch } from './operation/watch.ts';
import { createOrders } from './orders/orders.ts';
import { createPeople } from './people/people.ts';
import { createPortal } from './portal/portal.ts';
import { eligibility } from './portal/shown.ts';
import { createSources } from './sources/sources.ts';
import { createPermissions } from './permissions/permissions.ts';
import type { Pipeline } from './pipeline.ts';
import { DEFAULT_POLICIES, type ReferencePolicies } from './policies.ts';
import { createRead } from './read-resource.ts';
import { createReadings } from './readings/readings.ts';
import { createReferences } from './references.ts';
import { QueueFull, UNFINISHED } from './store/group-commit.ts';
import { openStore } from './store/open-store.ts';
import { tryToWrite } from './store/trial.ts';
import { StoreUnavailable } from './store/unavailable.ts';
import { type Timing, TIMING } from './subscriptions/bounds.ts';
import { createDispatcher } from './subscriptions/dispatcher.ts';
import { noteEvent } from './subscriptions/note-event.ts';
import { createSubscriptions } from './subscriptions/subscriptions.ts';
import { createAlarm } from './waiting/alarm.ts';
import { sweep } from './waiting/sweep.ts';

export interface PipelineOptions {
  /** A file, made if it is not there, or `:memory:`. */
  readonly databasePath: string;
  /** System time in ms since the epoch; the only time the pipeline knows. */
  readonly now?: () => number;
  readonly policies?: Partial<ReferencePolicies>;
  /** Rules to put in the place of the built ones. */
  readonly collaborators?: Partial<Collaborators>;
  /** Told of what is done. */
  readonly watch?: Watch;
  /** Real time that only goes forward, ms. */
  readonly monotonic?: () => number;
  /** Notes an alert of every In Basket item, for another system to be told; `alerts` of the pipeline then has them. */
  readonly notesAlerts?: boolean;
  /** Writers that may wait before `unavailable` is answered (default 10 000). */
  readonly maxWaiting?: number;
  /** Hosts beside loopback that notifications may go to, `ehr.example` or `ehr.example:8443` (default none). */
  readonly notifiedHosts?: readonly string[];
  /** When notifications are tried again. */
  readonly notificationTiming?: Partial<Timing>;
  /** Pages that the database may have (default: as many as there is room for); to see what happens without room. */
  readonly maxPages?: number;
  /** What is committed is brought to the disk while the pipeline goes on: whoever shows a look waits for `whenKept`. */
  readonly syncsAside?: boolean;
  /** Nothing falls due here: that is left to whoever serves the database, and tells other systems of what it raises. */
  readonly leavesDue?: boolean;
}

/** Before it is tried whether a trouble of the store is over. */
const TRIAL_MS = 1000;

/** Of what has fallen due, in one commit. A summary takes as long as it has readings. */
const AT_ONCE = { most: 1000, mostMs: 200 };

/** The composition root: makes the whole reference pipeline. Throws when the database cannot be used. */
export const createPipeline = (options: PipelineOptions): Pipeline => {
  const now = options.now ?? systemNow;
  const { watch = NOBODY, monotonic = monotonicNow } = options;
  /** Of the unit that runs now: units run one after the other, without a pause. */
  let raised: ItemKind[] = [];
  const changes = createChanges();
  const use: Collaborators = { ...collaborators, ...options.collaborators };
  const store = openStore(options.databasePath, now, {
    ...(options.maxWaiting === undefined ? {} : { maxWaiting: options.maxWaiting }),
    ...(options.maxPages === undefined ? {} : { maxPages: options.maxPages }),
    ...(options.syncsAside === undefined ? {} : { syncsAside: options.syncsAside }),
    afterCommit: () => {
      ailing.committed();
      trial.set(undefined);
      alarm.set(nextDueMs());
      dispatcher.committed();
      alerts?.committed();
      changes.committed();
    },
    itemChanged: (item) => {
      changes.touch();
      if (item.version === 1) raised.push(item.body.kind);
      if (noteEvent(ctx, item)) dispatcher.touch();
    },
    ...(options.notesAlerts === true ? { onAlertLost: () => alerts?.lost() } : {}),
  });
  const ailing = createAiling(watch);
  // Who goes by /health sends nothing to what is in trouble: whether it is over is found out without anybody's write.
  let tried: Promise<void> = Promise.resolve();
  const trial = createAlarm(monotonic, () => (tried = tryToWrite(store.database, store.writers)));
  store.database.onTrouble((trouble) => {
    ailing.came(trouble);
    trial.set(ailing.isProvedByWriting ? monotonic() + TRIAL_MS : undefined);
  });
  const { tables, clocks, writers } = store;

  const record = (event: ReturnType<typeof eventOf>): void => {
    if (use.keepsAudit(event)) tables.audit.add(event);
  };
  const queued = async <T>(work: () => Outcome<T> | typeof UNFINISHED): Promise<Outcome<T>> => {
    if (ailing.isIncurable) return refuse('unavailable');
    try {
      return await writers.run(work);
    } catch (error) {
      if (error instanceof QueueFull || error instanceof StoreUnavailable) return refuse('unavailable');
      throw error;
    }
  };
  /** Keeps what the answer to a message is made of, in the transaction that runs; gives what stands. */
  const answer = (answering: Answering, outcome: Outcome<unknown>, before?: Before): string => {
    const servesPhone = (patient: Identifier): boolean => eligibility(ctx, patient).eligible;
    const text = JSON.stringify(makingOf(answering, outcome, isoOf(clocks.now()), servesPhone));
    if (answering.kept === undefined) return text;
    const { key, digest } = answering.kept;
    const refused = outcome.ok ? {} : { refused: JSON.stringify(outcome.refusal) };
    return tables.answered.keep(key, { digest, text, ...refused }, before).text;
  };
  const sweepSome = (patient?: Identifier): Promise<Outcome<boolean>> => queued(() => accept(swept(patient)));
  const nextDueMs = (): number | undefined => (options.leavesDue === true ? undefined : tables.due.nextRealMs());
  /** Lets fall due what does, as much as one commit takes, and tells of it once that is there. Whether nothing is left. */
  const swept = (patient?: Identifier): boolean => {
    if (options.leavesDue === true) return true;
    raised = [];
    const isAll = sweep(ctx, { ...AT_ONCE, monotonic }, patient);
    const fell = raised;
    if (fell.length > 0) writers.onceThere(() => watch.fellDue(fell));
    return isAll;
  };
  const ctx: Context = {
    tables,
    clocks,
    use,
    policies: { ...DEFAULT_POLICIES, ...options.policies },
    now: (patient) => clocks.now(patient),
    audit: (deed: Deed) => record(eventOf(deed, now())),
    looked: (deed, outcome) => {
      if (!outcome.ok) {
        const event = eventOf(deed, now(), outcome.refusal.code);
        // The look was answered already; a store that is closing or full cannot take the note.
        queued(() => accept(record(event))).catch(() => {});
      }
      return outcome;
    },
    settle: async (patient) => {
      const some = await sweepSome(patient);
      // The rest in commits of their own: others are served in between.
      return some.ok && !some.value ? ctx.settle(patient) : some;
    },
    write: async <T>(deed: Deed, work: () => Outcome<T>, refused?: (index: number) => Deed) => {
      const begun = monotonic();
      let kinds: readonly ItemKind[] = [];
      const attempted = await queued<Answerable<T>>(() => {
        const { answering } = deed.caller;
        const kept = answering?.kept;
        const before = kept && tables.answered.check(kept.key, kept.digest);
        // What fell due before this came before it; where more is left than one commit takes, this waits.
        if (!swept(deed.patient)) return UNFINISHED;
        raised = [];
        const outcome = store.database.savepoint(work, (result) => result.ok);
        if (!outcome.ok) {
          const { code, index } = outcome.refusal;
          const what = index === undefined ? deed : (refused?.(index) ?? deed);
          record(eventOf(what, now(), code));
        }
        kinds = outcome.ok ? raised : [];
        return accept(answering === undefined ? outcome : { ...outcome, making: answer(answering, outcome, before) });
      });
      const outcome = attempted.ok ? attempted.value : attempted;
      const code = outcome.ok ? 'ok' : outcome.refusal.code;
      // What was attempted and could not be committed has raised nothing.
      const raisedKinds = attempted.ok ? kinds : [];
      watch.written({
        subject: deed.subject,
        outcome: code,
        seconds: (monotonic() - begun) / 1000,
        raised: raisedKinds,
      });
      return outcome;
    },
  };

  const alerts =
    options.notesAlerts === true
      ? createAlertOutbox(store.alerts, store.database, store.standingAlert, async (work) => {
          await writers.run(work);
        })
      : undefined;

  const alarm = createAlarm(now, async () => {
    // The commit sets the alarm again, for what is left too. What cannot be done now stays due.
    const all = await sweepSome();
    if (!all.ok) throw new Error('the store takes nothing in now');
  });
  alarm.set(nextDueMs());
  store.database.onOthers(() => {
    try {
      alarm.set(nextDueMs());
      ailing.reached();
      dispatcher.wake();
      alerts?.committed();
      changes.touch();
      changes.committed();
    } catch (error) {
      // It is asked again soon, and whoever listens to its troubles has been told.
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  });

  const allowedHosts = options.notifiedHosts ?? [];
  const dispatcher = createDispatcher({
    table: tables.subscriptions,
    commit: (work) => writers.run(work),
    leads: store.database.leads,
    nowMs: now,
    ticksMs: monotonic,
    makeAlarm: (ring) => createAlarm(monotonic, async () => ring()),
    timing: { ...TIMING, ...options.notificationTiming },
    allowedHosts,
  });

  return {
    people: createPeople(ctx),
    orders: createOrders(ctx),
    permissions: createPermissions(ctx),
    portal: createPortal(ctx),
    sources: createSources(ctx),
    assertions: createAssertions(ctx, store.assertions, now),
    readings: createReadings(ctx),
    inbox: createInbox(ctx, changes),
    messages: createMessages(ctx),
    audit: {
      search: (caller, query) =>
        ctx.looked(
          { caller, subject: 'access', action: 'read' },
          use.roleMay(caller, 'read-audit') ? searchAudit(tables.audit, query) : refuse('scope'),
        ),
      record: async (event, told) => {
        const recorded = await queued(() => {
          record({ ...event, recorded: isoOf(now()) });
          return accept(told && answer(told.answering, { ok: false, refusal: told.refusal }));
        });
        return recorded.ok ? recorded.value : undefined;
      },
    },
    answered: tables.answered,
    subscriptions: createSubscriptions(ctx, dispatcher, allowedHosts),
    clock: createClock(ctx),
    references: createReferences(tables),
    ...(alerts === undefined ? {} : { alerts: alerts.outbox }),
    read: createRead(ctx),
    whenKept: store.database.whenKept,
    health: () => ({
      waiting: writers.waiting,
      isClosing: writers.isClosed,
      ...(ailing.trouble === undefined ? {} : { trouble: ailing.trouble }),
    }),
    settle: async () => {
      await ctx.settle();
    },
    close: async () => {
      alarm.close();
      trial.close();
      // Nothing is left of one that is under way.
      await tried.catch(() => {});
      changes.close();
      await dispatcher.stop();
      await writers.close();
      store.database.close();
    },
  };
};
