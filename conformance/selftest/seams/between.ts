import type { AuditEvent, FiledReading, InboxItem, Message, Order } from '../../../contract/domain/index.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import type { Caller, InboxQuery, Page, Pipeline, ReadingQuery, Stored } from '../../../reference-impl/pipeline.ts';
import type { Seams } from '../../../reference-impl/seams.ts';

/** What a search has found, changed. */
export type Change<T> = (entries: readonly Stored<T>[]) => readonly Stored<T>[];

/** A page that was found, changed. */
export const mapped = <T>(found: Outcome<Page<T>>, change: Change<T>): Outcome<Page<T>> =>
  found.ok ? { ok: true, value: { ...found.value, entries: change(found.value.entries) } } : found;

/** The same for each entry by itself. */
export const each =
  <T>(change: (body: T) => T): Change<T> =>
  (entries) =>
    entries.map((entry) => ({ ...entry, body: change(entry.body) }));

/** What every search of the In Baskets shows. */
export const shownItems = (
  change: (entries: readonly Stored<InboxItem>[], query: InboxQuery) => readonly Stored<InboxItem>[],
): Seams => ({
  pipeline: (p) => ({
    ...p,
    inbox: {
      ...p.inbox,
      search: (caller, query) => mapped(p.inbox.search(caller, query), (entries) => change(entries, query)),
    },
  }),
});

/** What every search of readings shows. */
export const shownReadings = (
  change: (entries: readonly Stored<FiledReading>[], query: ReadingQuery) => readonly Stored<FiledReading>[],
): Seams => ({
  pipeline: (p) => ({
    ...p,
    readings: {
      ...p.readings,
      search: (caller, query) => mapped(p.readings.search(caller, query), (entries) => change(entries, query)),
    },
  }),
});

/** What the history of a reading shows, newest first. */
export const shownVersions = (change: Change<FiledReading>): Seams => ({
  pipeline: (p) => ({
    ...p,
    readings: {
      ...p.readings,
      history: (caller, id, query) => {
        const found = p.readings.history(caller, id, query);
        return found.ok ? { ok: true, value: change(found.value) } : found;
      },
    },
  }),
});

/** What a patient's messages show. */
export const shownMessages = (change: Change<Message>): Seams => ({
  pipeline: (p) => ({
    ...p,
    messages: {
      ...p.messages,
      search: async (caller, patient) => {
        const found = await p.messages.search(caller, patient);
        return found.ok ? { ok: true, value: change(found.value) } : found;
      },
    },
  }),
});

/** What is shown of an order to who asks for it by its number. */
export const shownOrders = (change: (order: Order) => Order): Seams => ({
  pipeline: (p) => ({
    ...p,
    orders: {
      ...p.orders,
      find: (identifier) => {
        const found = p.orders.find(identifier);
        return found === undefined ? undefined : { ...found, body: change(found.body) };
      },
    },
  }),
});

/** What the audit trail shows. */
export const shownAudit = (change: Change<AuditEvent>): Seams => ({
  pipeline: (p) => ({
    ...p,
    audit: { ...p.audit, search: (caller, query) => mapped(p.audit.search(caller, query), change) },
  }),
});

export type FileReadings = Pipeline['readings']['file'];

/** What becomes of readings that are handed in; `file` is what the reference does. */
export const filing = (
  file: (file: FileReadings, ...call: Parameters<FileReadings>) => ReturnType<FileReadings>,
): Seams => ({
  pipeline: (p) => ({
    ...p,
    readings: {
      ...p.readings,
      file: (caller, readings, terms) => file((...call) => p.readings.file(...call), caller, readings, terms),
    },
  }),
});

export type { Caller };
