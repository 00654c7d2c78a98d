import { type Identifier, keyOf } from '../../../contract/domain/identifier.ts';
import type { FiledReading, InboxItem, Permission, Reading } from '../../../contract/domain/index.ts';
import { accept, type Outcome, refuse } from '../../../contract/refusal.ts';
import type { AuditEvent } from '../../../contract/domain/audit-event.ts';
import type { Page, Pipeline, ResourceType, Stored, Written } from '../../pipeline.ts';

/** Virtual now of the fake, fixed. */
export const NOW = '2026-03-03T13:05:12.000Z';

interface Keyed {
  readonly identifier: Identifier;
}

/** Everything the fake holds, by type; tests look inside. */
class Shelf {
  readonly byType = new Map<ResourceType, Stored<unknown>[]>();
  readonly keys = new Map<string, Identifier>();
  #stamp = Date.parse(NOW);

  all<T>(type: ResourceType): Stored<T>[] {
    return (this.byType.get(type) ?? []) as Stored<T>[];
  }

  find<T>(type: ResourceType, key: Identifier): Stored<T> | undefined {
    return this.all<T>(type).find((s) => this.reference(type, key) === `${type}/${s.id}`);
  }

  reference(type: ResourceType, key: Identifier): string | undefined {
    return [...this.keys].find(([ref, k]) => ref.startsWith(`${type}/`) && keyOf(k) === keyOf(key))?.[0];
  }

  put<T>(type: ResourceType, key: Identifier, body: T): Written<T> {
    const old = this.find<T>(type, key);
    if (old !== undefined && JSON.stringify(old.body) === JSON.stringify(body)) {
      return { stored: old, effect: 'replayed', warnings: [] };
    }
    const id = old?.id ?? `${type.toLowerCase().slice(0, 3)}${this.all(type).length + 1}`;
    const stored = { id, version: (old?.version ?? 0) + 1, lastUpdated: new Date(this.#stamp++).toISOString(), body };
    this.byType.set(type, [...this.all<T>(type).filter((s) => s.id !== id), stored]);
    this.keys.set(`${type}/${id}`, key);
    return { stored, effect: old === undefined ? 'created' : 'updated', warnings: [] };
  }
}

const page = <T>(entries: readonly Stored<T>[], count: number, cursor: string | undefined): Page<T> => {
  const from = Number(cursor ?? 0);
  const slice = entries.slice(from, from + count);
  return from + count < entries.length ? { entries: slice, next: String(from + count) } : { entries: slice };
};

const itemOf = (reading: Reading, shelf: Shelf): InboxItem => ({
  identifier: { system: 'https://vitalproof.example/fhir/sid/item', value: `item-of-${reading.identifier.value}` },
  version: 1,
  kind: 'critical',
  status: 'new',
  patient: reading.patient,
  order: shelf.all<Keyed>('ServiceRequest')[0]?.body.identifier ?? reading.identifier,
  recipient: shelf.all<Keyed>('PractitionerRole')[0]?.body.identifier ?? reading.identifier,
  interpretation: ['HH'],
  reading: reading.identifier,
  priority: 'stat',
  created: NOW,
  history: [{ status: 'new', at: NOW, actor: 'system' }],
});

/**
 * A pipeline without rules, for tests of the surface alone: keeps what it is given, files every
 * reading unless its value is 999 (`no-permission`) or 666 (it breaks), and raises an item for 400.
 */
export const fakePipeline = (): { pipeline: Pipeline; shelf: Shelf; audited: Omit<AuditEvent, 'recorded'>[] } => {
  const shelf = new Shelf();
  const audited: Omit<AuditEvent, 'recorded'>[] = [];
  const keep =
    <B extends Keyed>(type: ResourceType) =>
    async (_caller: unknown, body: B): Promise<Outcome<Written<B>>> =>
      accept(shelf.put(type, body.identifier, body));
  const file = (reading: Reading): Outcome<Written<FiledReading>> => {
    const value = reading.result.kind === 'value' ? reading.result.quantity.value : '';
    if (value === '666') throw new Error('secret of the fake');
    if (value === '999') return refuse('no-permission', 'Observation.code');
    const old = shelf.find<FiledReading>('Observation', reading.identifier);
    if (old !== undefined && JSON.stringify(old.body.reading) !== JSON.stringify(reading)) {
      return refuse('identifier-conflict', 'Observation.identifier');
    }
    const orders = shelf.all<Keyed>('ServiceRequest').map((o) => o.body.identifier);
    const body: FiledReading = { reading, version: 1, interpretation: [], ranges: [], issued: NOW, orders };
    const written = shelf.put('Observation', reading.identifier, body);
    if (value === '400') shelf.put('Task', itemOf(reading, shelf).identifier, itemOf(reading, shelf));
    return accept(written);
  };
  const pipeline: Pipeline = {
    answered: { of: () => undefined, keep: (_key, next) => next, check: () => ({ standing: undefined }) },
    people: {
      patient: keep('Patient'),
      clinician: keep('PractitionerRole'),
      pool: keep('CareTeam'),
      device: keep('Device'),
      coverage: () => Promise.reject(new Error('coverage is not kept here')),
      find: (type, key) => shelf.find(type, key),
      patients: (_caller, query) => accept(page(shelf.all('Patient'), query.count, query.page)),
      clinicians: (_caller, query) => accept(page(shelf.all('PractitionerRole'), query.count, query.page)),
      pools: (_caller, query) => accept(page(shelf.all('CareTeam'), query.count, query.page)),
    },
    orders: {
      submit: keep('ServiceRequest'),
      change: async (_caller, order, ifMatch) => {
        const stored = shelf.find('ServiceRequest', order.identifier);
        if (ifMatch !== undefined && ifMatch !== stored?.version) return refuse('stale-version');
        return accept(shelf.put('ServiceRequest', order.identifier, order));
      },
      find: (key) => shelf.find('ServiceRequest', key),
      search: () => accept(shelf.all('ServiceRequest')),
    },
    permissions: {
      set: async (caller, permission, ifMatch) => {
        const old = shelf.find<Permission>('Consent', permission.identifier);
        return ifMatch === 'new' && old !== undefined && old.body.status !== permission.status
          ? refuse('identifier-conflict', 'Consent.identifier')
          : keep<Permission>('Consent')(caller, permission);
      },
      search: () => accept(shelf.all('Consent')),
    },
    readings: {
      file: async (_caller, readings) => {
        const outcomes = readings.map(file);
        const bad = outcomes.findIndex((o) => !o.ok);
        const first = outcomes[bad];
        if (first !== undefined && !first.ok) return { ok: false, refusal: { ...first.refusal, index: bad } };
        return accept(outcomes.flatMap((o) => (o.ok ? [o.value] : [])));
      },
      history: (_caller, id, { before = Infinity }) =>
        accept(shelf.all<FiledReading>('Observation').filter((s) => s.id === id && s.version < before)),
      search: (_caller, query) => {
        const all = shelf
          .all<FiledReading>('Observation')
          .filter(
            ({ body: { reading: r } }) =>
              query.identifier === undefined || keyOf(r.identifier) === keyOf(query.identifier),
          )
          .filter(
            ({ body: { reading: r } }) => query.from === undefined || Date.parse(r.effective) >= Date.parse(query.from),
          )
          .filter(
            ({ body: { reading: r } }) => query.to === undefined || Date.parse(r.effective) < Date.parse(query.to),
          );
        return accept(page(all, query.count, query.page));
      },
    },
    inbox: {
      search: (_caller, query) => {
        const all = shelf
          .all<InboxItem>('Task')
          .filter((s) => query.since === undefined || s.lastUpdated >= query.since)
          .filter((s) => query.kind === undefined || s.body.kind === query.kind)
          .filter((s) => query.status === undefined || s.body.status === query.status);
        return accept(page(all, query.count, query.page));
      },
      act: async (caller, { id }, act, ifMatch) => {
        const stored = shelf.all<InboxItem>('Task').find((s) => s.id === id);
        if (stored === undefined) return refuse('not-found');
        if (ifMatch !== undefined && ifMatch !== stored.version) return refuse('stale-version');
        const event = { status: act, at: NOW, actor: caller.subject === undefined ? 'system' : keyOf(caller.subject) };
        const body: InboxItem = { ...stored.body, status: act, history: [...stored.body.history, event] };
        return accept(shelf.put('Task', body.identifier, body));
      },
      changed: async () => 0,
    },
    messages: {
      send: keep('Communication'),
      search: async () => accept(shelf.all('Communication')),
      notices: () => accept([]),
    },
    audit: {
      search: (_caller, query) => {
        const all = audited
          .filter((e) => query.refusal === undefined || e.refusal === query.refusal)
          .map((e, i) => ({ id: `a${i + 1}`, version: 1, lastUpdated: NOW, body: { ...e, recorded: NOW } }));
        return accept(page(all, query.count, query.page));
      },
      record: async (event) => void audited.push(event),
    },
    subscriptions: {
      create: async () => refuse('unavailable'),
      change: async () => refuse('not-found'),
      remove: async () => refuse('not-found'),
      read: () => refuse('not-found'),
      status: () => refuse('not-found'),
      events: () => refuse('not-found'),
      serve: () => async () => {},
    },
    clock: {
      now: () => NOW,
      advance: async (_caller, to) =>
        Date.parse(to) < Date.parse(NOW) ? refuse('clock-backwards') : accept({ now: to }),
    },
    references: {
      identifierOf: (reference) => shelf.keys.get(reference),
      referenceTo: (type, key) => shelf.reference(type, key),
      recipient: (key) => shelf.reference('PractitionerRole', key) ?? shelf.reference('CareTeam', key),
    },
    read: (_caller, type, id) => {
      const found = shelf.all(type).find((s) => s.id === id);
      return found === undefined ? refuse('not-found') : accept(found);
    },
    settle: async () => {},
    whenKept: () => undefined,
    health: () => ({ waiting: 0, isClosing: false }),
    portal: {
      trackers: () => refuse('not-found'),
      tracker: () => refuse('not-found'),
      choose: async () => refuse('not-found'),
      eligibility: () => refuse('not-found'),
    },
    assertions: { takeUp: async () => accept(true) },
    sources: { admits: () => true, set: async () => refuse('not-found'), list: () => accept([]) },
    close: async () => undefined,
  };
  return { pipeline, shelf, audited };
};
