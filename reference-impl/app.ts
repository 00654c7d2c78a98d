import type { Outcome } from '../contract/refusal.ts';
import { accept, refuse } from '../contract/refusal.ts';
import { searchAudit } from './audit/search.ts';
import { eventOf } from './audit/trail.ts';
import { createAlertOutbox } from './alerts/outbox.ts';
import { createClock } from './clock/clock.ts';
import { isoOf } from './clock/instant.ts';
import { systemNow } from './clock/system-now.ts';
import { type Collaborators, collaborators } from './collaborators.ts';
import type { Context, Deed } from './context.ts';
import { createInbox } from './inbox/inbox.ts';
import { createMessages } from './messages/messages.ts';
import { createOrders } from './orders/orders.ts';
import { createPeople } from './people/people.ts';
import { createPortal } from './portal/portal.ts';
import { createSources } from './sources/sources.ts';
import { createPermissions } from './permissions/permissions.ts';
import type { Pipeline } from './pipeline.ts';
import { DEFAULT_POLICIES, type ReferencePolicies } from './policies.ts';
import { createRead } from './read-resource.ts';
import { createReadings } from './readings/readings.ts';
import { createReferences } from './references.ts';
import { QueueFull } from './store/group-commit.ts';
import { openStore } from './store/open-store.ts';
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
  /** Notes an alert of every In Basket item, for another system to be told; `alerts` of the pipeline then has them. */
  readonly notesAlerts?: boolean;
  /** Writers that may wait before `unavailable` is answered (default 10 000). */
  readonly maxWaiting?: number;
}

/** Things that fell due, in one commit. */
const MOST_AT_ONCE = 1000;
/** Before what could not be done is tried again. */
const PAUSE_MS = 1000;

/** The composition root: makes the whole reference pipeline. Throws when the database cannot be used. */
export const createPipeline = (options: PipelineOptions): Pipeline => {
  const now = options.now ?? systemNow;
  const use: Collaborators = { ...collaborators, ...options.collaborators };
  const store = openStore(options.databasePath, now, {
    ...(options.maxWaiting === undefined ? {} : { maxWaiting: options.maxWaiting }),
    afterCommit: () => {
      alarm.set(tables.due.nextRealMs());
      alerts?.committed();
    },
    ...(options.notesAlerts === true ? { onAlertLost: () => alerts?.lost() } : {}),
  });
  const { tables, clocks, writers } = store;

  const record = (event: ReturnType<typeof eventOf>): void => {
    if (use.keepsAudit(event)) tables.audit.add(event);
  };
  const queued = async <T>(work: () => Outcome<T>): Promise<Outcome<T>> => {
    try {
      return await writers.run(work);
    } catch (error) {
      if (error instanceof QueueFull) return refuse('unavailable');
      throw error;
    }
  };
  const ctx: Context = {
    tables,
    clocks,
    use,
    policies: { ...DEFAULT_POLICIES, ...options.policies },
    now: (patient) => clocks.now(patient),
    audit: (deed: Deed) => record(eventOf(deed, now())),
    looked: (deed, outcome) => {
      if (!outcome.ok && outcome.refusal.code !== 'not-found') {
        const event = eventOf(deed, now(), outcome.refusal.code);
        // The look was answered already; a store that is closing or full cannot take the note.
        queued(() => accept(record(event))).catch(() => {});
      }
      return outcome;
    },
    write: (deed, work, refused) =>
      queued(() => {
        // What fell due before this came before it.
        sweep(ctx, MOST_AT_ONCE, deed.patient);
        const outcome = store.database.savepoint(work, (result) => result.ok);
        if (!outcome.ok) {
          const { code, index } = outcome.refusal;
          const what = index === undefined ? deed : (refused?.(index) ?? deed);
          record(eventOf(what, now(), code));
        }
        return outcome;
      }),
  };

  const alerts =
    options.notesAlerts === true
      ? createAlertOutbox(store.alerts, async (work) => {
          await writers.run(work);
        })
      : undefined;

  const settle = async (): Promise<void> => {
    await queued(() => accept(sweep(ctx, MOST_AT_ONCE)));
  };
  const alarm = createAlarm(now, () => {
    // What cannot be done now (a full disk, say) is tried again: it stays due.
    settle().catch(() => alarm.set(now() + PAUSE_MS));
  });
  alarm.set(tables.due.nextRealMs());

  return {
    people: createPeople(ctx),
    orders: createOrders(ctx),
    permissions: createPermissions(ctx),
    portal: createPortal(ctx),
    sources: createSources(ctx),
    readings: createReadings(ctx),
    inbox: createInbox(ctx),
    messages: createMessages(ctx),
    audit: {
      search: (caller, query) =>
        ctx.looked(
          { caller, subject: 'access', action: 'read' },
          use.roleMay(caller, 'read-audit') ? searchAudit(tables.audit, query) : refuse('scope'),
        ),
      record: async (event) => {
        await queued(() => {
          record({ ...event, recorded: isoOf(now()) });
          return accept(true);
        });
      },
    },
    clock: createClock(ctx),
    references: createReferences(tables),
    ...(alerts === undefined ? {} : { alerts: alerts.outbox }),
    read: createRead(ctx),
    settle,
    close: async () => {
      alarm.close();
      await writers.close();
      store.database.close();
    },
  };
};
