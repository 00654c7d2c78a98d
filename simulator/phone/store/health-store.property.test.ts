import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HealthSample, HealthType } from './health-sample.ts';
import { HealthStore, type HealthStoreSnapshot } from './health-store.ts';

const APPS = ['meter', 'vendor', 'gateway'] as const;
type App = (typeof APPS)[number];
const TYPES = ['blood-glucose', 'body-mass'] as const;
type Manner = 'healthkit' | 'health-connect';

/** One thing that happened, as a list without any cleverness would keep it. */
interface Event {
  readonly number: number;
  readonly type: HealthType;
  readonly source: string;
  readonly id: number;
  readonly added?: HealthSample<number>;
}

/** The law by brute force: everything that ever happened, and who may what. */
interface Model {
  readonly manner: Manner;
  readonly live: Map<number, HealthSample<number>>;
  readonly events: Event[];
  readonly share: Set<string>;
  readonly read: Set<string>;
  locked: boolean;
  lastId: number;
  lastNumber: number;
}
interface Real {
  store: HealthStore<number>;
  readonly manner: Manner;
  readonly anchors: Map<string, string>;
}
type Command = fc.Command<Model, Real>;

const allowed = (app: App, type: HealthType): string => `${app} ${type}`;
const fresh = (manner: Manner): HealthStore<number> => new HealthStore<number>({ name: 'phone', manner });
/** Permissions are the phone's, beside the store; a test says them again after a restart. */
const permit = (model: Model, store: HealthStore<number>): void => {
  for (const app of APPS) {
    for (const type of TYPES) {
      const key = allowed(app, type);
      store.permissions.decide(app, type, { share: model.share.has(key), read: model.read.has(key) });
    }
  }
};

const decide = (app: App, type: HealthType, share: boolean, read: boolean): Command => ({
  check: () => true,
  run: (model, { store }) => {
    const key = allowed(app, type);
    for (const [set, yes] of [
      [model.share, share],
      [model.read, read],
    ] as const) {
      if (yes) set.add(key);
      else set.delete(key);
    }
    store.permissions.decide(app, type, { share, read });
  },
  toString: () => `decide(${app}, ${type}, share ${share}, read ${read})`,
});

const save = (app: App, type: HealthType, sync: string | undefined, version: number, content: number): Command => ({
  check: () => true,
  run: (model, { store }) => {
    const saved = store.save(app, {
      type,
      startMs: content,
      content,
      ...(sync === undefined ? {} : { sync: { identifier: sync, version } }),
    });
    if (!model.share.has(allowed(app, type))) {
      expect(saved.kind).toBe('not-authorized');
      return;
    }
    const old = [...model.live.values()].find(
      (s) => sync !== undefined && s.source === app && s.type === type && s.sync?.identifier === sync,
    );
    if (old !== undefined && version <= (old.sync?.version ?? 0)) {
      expect(saved).toEqual({ kind: 'ignored', existing: old });
      return;
    }
    if (saved.kind !== 'saved' && saved.kind !== 'replaced') throw new Error(`it was ${saved.kind}`);
    expect(saved.kind).toBe(old === undefined ? 'saved' : 'replaced');
    const keepsId = old !== undefined && model.manner === 'health-connect';
    if (old !== undefined && !keepsId) {
      model.live.delete(old.id);
      model.events.push({ number: ++model.lastNumber, type, source: app, id: old.id });
    }
    const id = keepsId ? old.id : ++model.lastId;
    expect(saved.sample).toMatchObject({ id, source: app, type, content });
    model.live.set(id, saved.sample);
    model.events.push({ number: ++model.lastNumber, type, source: app, id, added: saved.sample });
  },
  toString: () => `save(${app}, ${type}, ${sync ?? 'no sync'} v${version}, ${content})`,
});

const remove = (by: App | 'person', id: number): Command => ({
  check: () => true,
  run: (model, { store }) => {
    const outcome = by === 'person' ? store.deleteByPerson(id) : store.delete(by, id);
    const sample = model.live.get(id);
    const expected = model.locked
      ? 'protected-data-unavailable'
      : sample === undefined
        ? 'not-found'
        : by !== 'person' && sample.source !== by
          ? 'not-own'
          : 'deleted';
    expect(outcome).toBe(expected);
    if (outcome !== 'deleted' || sample === undefined) return;
    model.live.delete(id);
    model.events.push({ number: ++model.lastNumber, type: sample.type, source: sample.source, id });
  },
  toString: () => `delete(${by}, ${id})`,
});

const query = (app: App, type: HealthType, limit: number): Command => ({
  check: () => true,
  run: (model, { store, anchors }) => {
    const key = allowed(app, type);
    const anchor = anchors.get(key);
    const changes = store.changesSince(app, type, anchor, limit);
    if (model.locked) {
      expect(changes).toEqual({ kind: 'protected-data-unavailable' });
      return;
    }
    if (changes.kind !== 'changes') throw new Error(changes.kind);
    const from = anchor === undefined ? 0 : Number(anchor.split('.').at(-1));
    const told = model.events
      .filter((e) => e.number > from && e.type === type)
      .filter((e) => model.read.has(key) || e.source === app)
      .filter((e) => e.added === undefined || model.live.get(e.id) === e.added)
      .slice(0, limit);
    expect(changes.added).toEqual(told.flatMap((e) => e.added ?? []));
    expect(changes.deleted.map(({ id }) => id)).toEqual(told.filter((e) => e.added === undefined).map(({ id }) => id));
    anchors.set(key, changes.anchor);
  },
  toString: () => `query(${app}, ${type}, ${limit})`,
});

const turnLock = (locked: boolean): Command => ({
  check: () => true,
  run: (model, { store }) => {
    model.locked = locked;
    if (locked) store.lock();
    else store.unlock();
    expect(store.locked).toBe(locked);
  },
  toString: () => (locked ? 'lock' : 'unlock'),
});

const restart = (): Command => ({
  check: () => true,
  run: (model, real) => {
    const text = JSON.stringify(real.store.snapshot());
    real.store = fresh(real.manner);
    real.store.restore(JSON.parse(text) as HealthStoreSnapshot<number>);
    permit(model, real.store);
    if (model.locked) real.store.lock();
    // A sample of before the restart is another object of the same content.
    for (const { sample } of real.store.snapshot().samples) {
      const at = model.events.findIndex(({ added }) => added !== undefined && added === model.live.get(sample.id));
      const event = model.events[at];
      if (event !== undefined) model.events[at] = { ...event, added: sample };
      model.live.set(sample.id, sample);
    }
    expect(real.store.size).toBe(model.live.size);
  },
  toString: () => 'restart',
});

const app = fc.constantFrom(...APPS);
const type = fc.constantFrom(...TYPES);
const sync = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
const commands = fc.commands(
  [
    fc.tuple(app, type, fc.boolean(), fc.boolean()).map((args) => decide(...args)),
    fc.tuple(app, type, sync, fc.nat(4), fc.nat(1000)).map((args) => save(...args)),
    fc.tuple(app, type, sync, fc.nat(4), fc.nat(1000)).map((args) => save(...args)),
    fc.tuple(fc.constantFrom(...APPS, 'person' as const), fc.nat(12)).map((args) => remove(...args)),
    fc.tuple(app, type, fc.integer({ min: 1, max: 5 })).map((args) => query(...args)),
    fc.tuple(app, type, fc.constant(1000)).map((args) => query(...args)),
    fc.boolean().map(turnLock),
    fc.constant(restart()),
  ],
  { maxCommands: 80 },
);

test.each(['healthkit', 'health-connect'] as const)(
  '%s: whatever happens, the store does as the law says',
  (manner) => {
    fc.assert(
      fc.property(commands, (all) => {
        const setup = () => {
          const model: Model = {
            manner,
            live: new Map(),
            events: [],
            share: new Set(APPS.flatMap((a) => TYPES.map((t) => allowed(a, t)))),
            read: new Set([allowed('gateway', 'blood-glucose')]),
            locked: false,
            lastId: 0,
            lastNumber: 0,
          };
          const real: Real = { store: fresh(manner), manner, anchors: new Map() };
          permit(model, real.store);
          return { model, real };
        };
        fc.modelRun(setup, all);
      }),
      { numRuns: 150 },
    );
  },
);
