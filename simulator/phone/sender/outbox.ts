import type { Measure, Reading } from '../../../contract/domain/index.ts';
import type { Known, SenderCollaborators } from './collaborators.ts';
import type { Storage } from './storage.ts';

/** One content that has to go out. */
export interface Entry {
  readonly reading: Reading;
  attempts: number;
}

interface State {
  entries: Entry[];
  known: Record<string, Known>;
  /** By the UUID of a sample without a sync identifier. */
  readings: Record<string, Reading>;
  anchors: Record<string, string>;
}

const EMPTY: State = { entries: [], known: {}, readings: {}, anchors: {} };
/** Names that are remembered; the oldest are forgotten beyond it. */
const MOST_KNOWN = 20_000;

/** What waits to be sent, and what was; saved at every change, so that a restart loses nothing. */
export class Outbox {
  readonly #storage: Storage;
  readonly #right: SenderCollaborators;
  readonly #state: State;

  constructor(storage: Storage, right: SenderCollaborators) {
    this.#storage = storage;
    this.#right = right;
    const text = storage.load();
    this.#state = text === undefined ? structuredClone(EMPTY) : (JSON.parse(text) as State);
  }

  anchorOf(type: string): string | null {
    return this.#state.anchors[type] ?? null;
  }

  setAnchor(type: string, anchor: string): void {
    this.#state.anchors[type] = anchor;
    this.#save();
  }

  known(name: string): Known | undefined {
    return this.#state.known[name];
  }

  /** A content came in; passed over where it is known. */
  put(reading: Reading, version = 1): void {
    const name = this.#right.nameOf(reading);
    const known = this.known(name);
    if (this.#right.isOld(known, version)) return;
    const identifier = { ...reading.identifier, value: name };
    const tried = this.#state.entries.some((e) => e.reading.identifier.value === name && e.attempts > 0);
    const status = this.#right.statusOf(known !== undefined && tried ? { ...known, state: 'sent' } : known, reading);
    // What nobody has sent yet is overtaken by what it became.
    if (status === 'final')
      this.#state.entries = this.#state.entries.filter((e) => e.reading.identifier.value !== name || e.attempts > 0);
    this.#state.entries.push({ reading: { ...reading, identifier, status }, attempts: 0 });
    this.#remember(name, { version, state: 'waiting' }, { ...reading, identifier });
  }

  /** It was deleted where it came from. */
  erase(name: string): void {
    const known = this.known(name);
    const reading = this.#state.readings[name];
    if (known === undefined || reading === undefined) return;
    const tried = this.#state.entries.some((e) => e.reading.identifier.value === name && e.attempts > 0);
    this.#state.entries = this.#state.entries.filter((e) => e.reading.identifier.value !== name);
    if (known.state === 'sent' || tried)
      this.#state.entries.push({ reading: { ...reading, status: 'entered-in-error' }, attempts: 0 });
    this.#remember(name, { ...known, state: 'erased' }, reading);
  }

  /** The first entries that may leave, at most so many, and no two of one measurement: the second rests on the first. */
  next(granted: ReadonlySet<Measure>, most = 1): readonly Entry[] {
    const names = new Set<string>();
    const some: Entry[] = [];
    for (const entry of this.#state.entries) {
      const { reading } = entry;
      if (!this.#right.mayLeave(reading, granted)) continue;
      if (some.length === most || names.has(reading.identifier.value)) break;
      names.add(reading.identifier.value);
      some.push(entry);
    }
    return some;
  }

  tried(entry: Entry): void {
    entry.attempts += 1;
    this.#save();
  }

  /** It is out, for good. */
  settle(entry: Entry, state: 'sent' | 'aside'): void {
    const name = entry.reading.identifier.value;
    this.#state.entries = this.#state.entries.filter((e) => e !== entry);
    const known = this.known(name);
    if (known !== undefined && known.state === 'waiting') this.#state.known[name] = { ...known, state };
    this.#save();
  }

  #remember(name: string, known: Known, reading: Reading): void {
    this.#state.known[name] = known;
    this.#state.readings[name] = reading;
    const names = Object.keys(this.#state.known);
    const [oldest] = names;
    if (names.length > MOST_KNOWN && oldest !== undefined) {
      delete this.#state.known[oldest];
      delete this.#state.readings[oldest];
    }
    this.#save();
  }

  #save(): void {
    this.#storage.save(JSON.stringify(this.#state));
  }
}
