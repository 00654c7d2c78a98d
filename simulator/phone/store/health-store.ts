import { anchorText, changeOf, isStoreName, type Anchor } from './anchor.ts';
import { AscendingList } from './ascending-list.ts';
import {
  HEALTH_TYPES,
  perType,
  type HealthSample,
  type HealthType,
  type SampleDraft,
  type Tombstone,
} from './health-sample.ts';
import { requireDraft } from './require-draft.ts';
import { Permissions, type ShareStatus } from './permissions.ts';
import { SyncIndex } from './sync-index.ts';

export interface HealthStoreOptions {
  /** Letters, digits and hyphens; an anchor holds for the store of this name alone. */
  readonly name: string;
  /**
   * How a greater version replaces: HealthKit deletes the old sample and adds another, Health Connect
   * changes the record under its own id. Absent: healthkit.
   */
  readonly manner?: 'healthkit' | 'health-connect';
  /** The oldest beyond it are forgotten without a trace. Absent: 100,000. */
  readonly maxSamples?: number;
  /** Deletions are remembered for a while only. Absent: 10,000. */
  readonly maxTombstones?: number;
}

/** What became of a sample that was handed in. */
export type Saved<T> =
  | { readonly kind: 'saved'; readonly sample: HealthSample<T> }
  | { readonly kind: 'replaced'; readonly sample: HealthSample<T>; readonly old: HealthSample<T> }
  /** There is one of the same or a greater version. */
  | { readonly kind: 'ignored'; readonly existing: HealthSample<T> }
  | { readonly kind: 'not-authorized'; readonly status: ShareStatus };

/** What an app may learn since its anchor. */
export type Changes<T> =
  | {
      readonly kind: 'changes';
      readonly added: readonly HealthSample<T>[];
      readonly deleted: readonly Tombstone[];
      readonly anchor: Anchor;
    }
  /** The phone is locked, and what it keeps is sealed. */
  | { readonly kind: 'protected-data-unavailable' }
  /** An anchor of another store, of a later time than this one, or no anchor. */
  | { readonly kind: 'invalid-anchor' };

export type Deleted = 'deleted' | 'not-found' | 'not-own' | 'protected-data-unavailable';

const DEFAULT_MAX_SAMPLES = 100_000;
const DEFAULT_MAX_TOMBSTONES = 10_000;
const MAX_LIMIT = 100_000;

/** A sample at the number of the change that put it there. */
interface Kept<T> {
  readonly sample: HealthSample<T>;
  readonly change: number;
}

interface Numbered {
  readonly number: number;
}
/** The number of the last change that is told of, of two lists by rising number. */
function lastOf(added: readonly Numbered[], deleted: readonly Numbered[], limit: number): number | undefined {
  if (deleted.length === 0) return added.at(-1)?.number;
  const numbers = [...added, ...deleted].map(({ number }) => number).toSorted((a, b) => a - b);
  return numbers[Math.min(limit, numbers.length) - 1];
}

/**
 * A phone's health store: samples of several apps, leave to read and write by app and type, changes
 * since an anchor. A state machine without clock or randomness, in bounded memory. Facts: realism 6; the public
 * documentation of HKHealthStore, HKAnchoredObjectQuery and Health Connect's Metadata. Assumed where they are
 * silent: a record of an equal version is ignored by both, and what was deleted may be saved anew.
 */
export class HealthStore<T> {
  readonly name: string;
  readonly permissions = new Permissions();
  readonly #keepsId: boolean;
  readonly #maxSamples: number;
  readonly #maxTombstones: number;
  readonly #samples = new Map<number, Kept<T>>();
  readonly #bySync = new SyncIndex();
  readonly #added = perType<AscendingList<HealthSample<T>>>(() => new AscendingList());
  readonly #deleted = perType<AscendingList<Tombstone>>(() => new AscendingList());
  #lastId = 0;
  #lastChange = 0;
  #locked = false;

  /** Throws RangeError on a name or bound that is none. */
  constructor(options: HealthStoreOptions) {
    const { maxSamples = DEFAULT_MAX_SAMPLES, maxTombstones = DEFAULT_MAX_TOMBSTONES } = options;
    if (!isStoreName(options.name)) throw new RangeError(`store name "${options.name}": letters, digits and hyphens`);
    for (const bound of [maxSamples, maxTombstones]) {
      if (!Number.isSafeInteger(bound) || bound < 1) throw new RangeError(`a bound of ${bound}: a whole number from 1`);
    }
    this.name = options.name;
    this.#keepsId = options.manner === 'health-connect';
    this.#maxSamples = maxSamples;
    this.#maxTombstones = maxTombstones;
  }

  get size(): number {
    return this.#samples.size;
  }
  get locked(): boolean {
    return this.#locked;
  }

  /** While it is locked nothing can be read or deleted; what is saved meanwhile is there when it is unlocked. */
  lock(): void {
    this.#locked = true;
  }
  unlock(): void {
    this.#locked = false;
  }

  /** Hands in a sample. Throws RangeError on a draft that no store takes. */
  save(app: string, draft: SampleDraft<T>): Saved<T> {
    requireDraft(app, draft);
    const status = this.permissions.shareStatus(app, draft.type);
    if (status !== 'authorized') return { kind: 'not-authorized', status };

    const known = this.#bySync.get(app, draft);
    const old = known === undefined ? undefined : this.#samples.get(known)?.sample;
    if (old === undefined) return { kind: 'saved', sample: this.#put({ ...draft, source: app, id: ++this.#lastId }) };
    if ((draft.sync?.version ?? 0) <= (old.sync?.version ?? 0)) return { kind: 'ignored', existing: old };
    if (!this.#keepsId) this.#remove(old);
    const id = this.#keepsId ? old.id : ++this.#lastId;
    return { kind: 'replaced', sample: this.#put({ ...draft, source: app, id }), old };
  }

  /** An app deletes what it saved itself. */
  delete(app: string, id: number): Deleted {
    return this.#deleteIf(id, (sample) => sample.source === app);
  }

  /** The person deletes, in the phone's own app, whatever they like. */
  deleteByPerson(id: number): Deleted {
    return this.#deleteIf(id, () => true);
  }

  /**
   * Samples of a type that came, and deletions, since an anchor; all that there are without one. The oldest `limit` changes,
   * and an anchor that goes on from there. To an app without leave to read, the samples of others do not exist,
   * and neither result nor anchor tells that there are any.
   */
  changesSince(app: string, type: HealthType, anchor?: string, limit: number = MAX_LIMIT): Changes<T> {
    if (this.#locked) return { kind: 'protected-data-unavailable' };
    const from = anchor === undefined ? 0 : changeOf(anchor, this.name);
    if (from === undefined || from > this.#lastChange) return { kind: 'invalid-anchor' };
    const seesAll = this.permissions.mayRead(app, type);
    const visible = (item: { readonly source: string }): boolean => seesAll || item.source === app;

    const added: { number: number; sample: HealthSample<T> }[] = [];
    const deleted: { number: number; tombstone: Tombstone }[] = [];
    this.#added[type].eachAfter(from, (sample, number) => {
      if (visible(sample) && this.#stands(sample, number)) added.push({ number, sample });
      return added.length < limit;
    });
    this.#deleted[type].eachAfter(from, (tombstone, number) => {
      if (visible(tombstone)) deleted.push({ number, tombstone });
      return deleted.length < limit;
    });
    // Of both lists together the oldest `limit` changes count.
    const last = lastOf(added, deleted, limit) ?? from;
    return {
      kind: 'changes',
      added: added.flatMap(({ number, sample }) => (number <= last ? sample : [])),
      deleted: deleted.flatMap(({ number, tombstone }) => (number <= last ? tombstone : [])),
      anchor: anchorText(this.name, last),
    };
  }

  readonly #stands = (sample: HealthSample<T>, change: number): boolean =>
    this.#samples.get(sample.id)?.change === change;

  #put(sample: HealthSample<T>): HealthSample<T> {
    const change = ++this.#lastChange;
    this.#samples.delete(sample.id);
    this.#samples.set(sample.id, { sample, change });
    const added = this.#added[sample.type];
    added.push(change, sample);
    this.#bySync.set(sample);
    if (this.#samples.size > this.#maxSamples) this.#forgetOldest();
    if (added.size > 2 * this.#samples.size + MOOT_SLACK) added.keep(this.#stands);
    return sample;
  }

  /** Of the lists by type the one whose front is older gives way; what stands there no more is passed over. */
  #forgetOldest(): void {
    for (;;) {
      const [glucose, mass] = [this.#added['blood-glucose'], this.#added['body-mass']];
      const oldest = (glucose.first ?? Infinity) < (mass.first ?? Infinity) ? glucose : mass;
      const change = oldest.first;
      const sample = oldest.shift();
      if (change === undefined || sample === undefined) return;
      if (!this.#stands(sample, change)) continue;
      this.#samples.delete(sample.id);
      this.#bySync.delete(sample);
      return;
    }
  }

  #deleteIf(id: number, allowed: (sample: HealthSample<T>) => boolean): Deleted {
    if (this.#locked) return 'protected-data-unavailable';
    const kept = this.#samples.get(id);
    if (kept === undefined) return 'not-found';
    if (!allowed(kept.sample)) return 'not-own';
    this.#remove(kept.sample);
    return 'deleted';
  }

  #remove(sample: HealthSample<T>): void {
    const { id, type, source, sync } = sample;
    this.#samples.delete(id);
    this.#bySync.delete(sample);
    const deleted = this.#deleted[type];
    deleted.push(++this.#lastChange, { id, type, source, ...(sync === undefined ? {} : { sync }) });
    if (deleted.size > this.#maxTombstones) deleted.shift();
  }

  /** All that the phone holds, to go on after a restart; permissions are kept by the phone, beside it. */
  snapshot(): HealthStoreSnapshot<T> {
    const lists = HEALTH_TYPES.map((type) => this.#deleted[type].all());
    return {
      lastId: this.#lastId,
      lastChange: this.#lastChange,
      samples: [...this.#samples.values()],
      tombstones: lists.flat().map(({ number, item }) => ({ change: number, tombstone: item })),
    };
  }

  /** An empty store takes over what another of the same name held. Throws RangeError on one that is not empty. */
  restore(snapshot: HealthStoreSnapshot<T>): void {
    if (this.#lastChange !== 0) throw new RangeError('only an empty store is restored');
    this.#lastId = snapshot.lastId;
    this.#lastChange = snapshot.lastChange;
    for (const kept of snapshot.samples) {
      this.#samples.set(kept.sample.id, kept);
      this.#added[kept.sample.type].push(kept.change, kept.sample);
      this.#bySync.set(kept.sample);
    }
    for (const { change, tombstone } of snapshot.tombstones) this.#deleted[tombstone.type].push(change, tombstone);
  }
}

const MOOT_SLACK = 1024;

export interface HealthStoreSnapshot<T> {
  readonly lastId: number;
  readonly lastChange: number;
  readonly samples: readonly { readonly sample: HealthSample<T>; readonly change: number }[];
  readonly tombstones: readonly { readonly change: number; readonly tombstone: Tombstone }[];
}
