import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { keyOf, type Identifier, type InboxItem, type Reading } from '../../../contract/domain/index.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import { decodeReading, encodeReading } from '../../../contract/wire/fhir/observation.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../../reference-impl/app.ts';
import type { Collaborators } from '../../../reference-impl/collaborators.ts';
import type { Caller, Pipeline } from '../../../reference-impl/pipeline.ts';
import type { Delivery } from '../../../simulator/layers.ts';
import type { Act, HistoryLine, Output } from '../../history/lines.ts';
import {
  DECOY,
  HistoryBuilder,
  makeOrder,
  makeReading,
  OKAFOR,
  type OrderInput,
  POOL,
  RIVERA,
} from '../../oracle/history-builder.test-helper.ts';

const EHR: Caller = { role: 'ehr', client: 'ehr' };
const GATEWAY: Caller = { role: 'gateway', client: 'gateway' };
const RUN_IN_MS = 60_000;
/** Those whom every built history names; all but the first must never see anything. */
const PEOPLE = [RIVERA, OKAFOR, DECOY];

/** What the system holds of the patient: readings by key with their content, and items by key with their version. */
interface Held {
  readonly readings: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, string>;
}
export interface Played {
  readonly lines: readonly HistoryLine[];
  /** The newest content of each reading that was answered with success. */
  readonly accepted: ReadonlyMap<string, string>;
  readonly held: Held;
  /** The same after all that was taken was sent a second time; what was refused as of the future might be taken by then. */
  readonly heldAfterReplay: Held;
}

const identifierOf = (reference: string): Identifier => {
  const [system = '', value = ''] = reference.slice(reference.indexOf('/') + 1).split('|');
  return { system, value };
};

/** A delivery as the wire carries it: poison makes a body that is no reading. */
const onTheWire = ({ reading, poison }: Delivery): Outcome<Reading> => {
  if (poison === undefined) return { ok: true, value: reading };
  const resource = { ...encodeReading(reading, (type, id) => `${type}/${keyOf(id)}`) } as Record<string, unknown>;
  resource['valueQuantity'] = { ...(resource['valueQuantity'] as JsonObject), value: poison };
  return decodeReading(resource as JsonObject, identifierOf);
};

/** Plays one patient's deliveries against the reference, each at its own instant, then those that were taken once more. */
class Player {
  readonly #builder: HistoryBuilder;
  readonly #pipeline: Pipeline;
  readonly #startMs: number;
  readonly #seen = new Map<string, number>();
  readonly #accepted = new Map<string, string>();
  readonly #patient: Identifier;
  #lookedAt: number | null = null;

  constructor(startMs: number, patient: Identifier, collaborators: Partial<Collaborators>) {
    this.#startMs = startMs - RUN_IN_MS;
    this.#patient = patient;
    const policies = { backfill: 'since-order-start', afterEnd: 'accept', backdateDays: 30 } as const;
    this.#builder = new HistoryBuilder({
      started: new Date(this.#startMs).toISOString(),
      policies: { ...policies, control: 'refuse', future: 'refuse', duplicates: 'server-side' },
    });
    this.#builder.took = 0;
    this.#builder.lane = 'faults/fhir';
    this.#pipeline = createPipeline({
      databasePath: ':memory:',
      now: () => this.#startMs + this.#builder.now,
      policies,
      collaborators,
    });
  }

  async play(deliveries: readonly Delivery[], orders: readonly OrderInput[]): Promise<Played> {
    try {
      await this.#prelude(orders);
      const taken: Delivery[] = [];
      for (const delivery of deliveries) if (await this.#deliver(delivery)) taken.push(delivery);
      const held = this.#held();
      const accepted = new Map(this.#accepted);
      for (const delivery of taken) await this.#deliver(delivery);
      const heldAfterReplay = this.#held();
      await this.#drain();
      return { lines: this.#builder.lines, accepted, held, heldAfterReplay };
    } finally {
      await this.#pipeline.close();
    }
  }

  async #prelude(orders: readonly OrderInput[]): Promise<void> {
    const { people } = this.#pipeline;
    for (const identifier of PEOPLE) await people.clinician(EHR, { identifier, family: identifier.value, given: 'A' });
    await people.pool(EHR, { identifier: POOL, name: 'dm', members: [RIVERA] });
    await this.#register(this.#patient);
    const [start, end] = [this.#builder.wall(-3_600_000), this.#builder.wall(8_640_000_000)];
    for (const input of orders) {
      const order = { ...makeOrder({ start, end, ...input }), patient: this.#patient };
      await this.#perform({ op: 'order.submit', order }, () => this.#pipeline.orders.submit(EHR, order));
      await this.#grant(this.#patient, order.measure);
    }
  }

  async #register(identifier: Identifier): Promise<void> {
    const patient = { identifier, family: 'p', given: 'A', gender: 'unknown' as const, birthDate: '1970-01-01' };
    await this.#perform({ op: 'person.patient', patient }, () => this.#pipeline.people.patient(EHR, patient));
  }

  async #grant(patient: Identifier, measure: 'glucose' | 'weight'): Promise<void> {
    const identifier = { system: 'urn:example:permission', value: `${patient.value}/${measure}` };
    const permission = { identifier, patient, measure, status: 'granted' as const, at: this.#builder.wall(1) };
    const portal: Caller = { role: 'portal', subject: patient, client: 'portal' };
    await this.#perform({ op: 'permission.set', permission }, () => this.#pipeline.permissions.set(portal, permission));
  }

  async #perform(act: Act, work: () => Promise<Outcome<unknown>>): Promise<boolean> {
    this.#builder.wait(1);
    const outcome = await work();
    const refusal = outcome.ok ? undefined : outcome.refusal.code;
    const code = String(refusal === undefined ? 200 : REFUSALS[refusal].http);
    this.#builder.op(act, {
      outcome: outcome.ok ? 'ok' : 'refused',
      answer: { code, ...(refusal === undefined ? {} : { refusal, explained: true }) },
    });
    this.#look();
    return outcome.ok;
  }

  #items(caller: Caller = EHR, patient?: Identifier): readonly { readonly body: InboxItem }[] {
    const found = this.#pipeline.inbox.search(caller, { count: 1000, ...(patient === undefined ? {} : { patient }) });
    if (!found.ok || found.value.next !== undefined) throw new Error('the inbox could not be read in one page');
    return found.value.entries;
  }

  #look(): void {
    for (const { body } of this.#items()) {
      const key = keyOf(body.identifier);
      if (this.#seen.get(key) === body.version) continue;
      this.#seen.set(key, body.version);
      this.#builder.seen(body, { after: this.#lookedAt });
    }
    this.#lookedAt = this.#builder.now;
  }

  async #deliver(delivery: Delivery): Promise<boolean> {
    const { reading, poison, sentMs } = delivery;
    const key = keyOf(reading.identifier);
    const due = sentMs - this.#startMs - this.#builder.now;
    if (due > 0) this.#builder.wait(due);
    const act: Act = {
      op: 'reading.submit',
      reading,
      ...(poison === undefined ? {} : { defect: { kind: 'bad-number', text: poison } }),
    };
    let isKept = false;
    const ok = await this.#perform(act, async () => {
      const read = onTheWire(delivery);
      const filed = read.ok ? await this.#pipeline.readings.file(GATEWAY, [read.value]) : read;
      // A deletion of what was never taken leaves nothing to be found; the same measurement under another identifier is
      // the one that is there already.
      const isOwn = filed.ok && filed.value.every((f) => keyOf(f.stored.body.reading.identifier) === key);
      isKept = isOwn && (reading.status !== 'entered-in-error' || this.#accepted.has(key));
      return filed;
    });
    if (isKept) this.#accepted.set(key, contentOf(reading));
    return ok;
  }

  #readings() {
    const found = this.#pipeline.readings.search(EHR, { patient: this.#patient, count: 1000 });
    if (!found.ok || found.value.next !== undefined) throw new Error('the readings could not be read in one page');
    return found.value.entries;
  }

  #held(): Held {
    const readings = this.#readings().map(
      ({ body }) => [keyOf(body.reading.identifier), contentOf(body.reading)] as const,
    );
    const items = this.#items(EHR, this.#patient).map(
      ({ body }) => [keyOf(body.identifier), JSON.stringify(body)] as const,
    );
    return { readings: uniqueMap(readings), items: uniqueMap(items) };
  }

  #note(act: Act, output: Output): void {
    this.#builder.wait(1);
    this.#builder.op(act, { output, ...(act.op === 'inbox.look' ? { lane: 'observer' } : {}) });
  }

  #lookOf(caller: Caller, who: { readonly person?: Identifier; readonly patient?: Identifier }): void {
    const items = this.#items(caller, who.patient).map((e) => keyOf(e.body.identifier));
    this.#note({ op: 'inbox.look', surface: 'inbox', ...who }, { look: { pages: 1, items, complete: true } });
  }

  async #drain(): Promise<void> {
    const builder = this.#builder;
    builder.wait(3000);
    const sentinel = { system: this.#patient.system, value: 'sentinel' };
    builder.lane = 'sentinel';
    await this.#register(sentinel);
    const [start, end] = [builder.wall(-3_600_000), builder.wall(8_640_000_000)];
    const order = { ...makeOrder({ name: 'sentinel', start, end }), patient: sentinel };
    await this.#perform({ op: 'order.submit', order }, () => this.#pipeline.orders.submit(EHR, order));
    await this.#grant(sentinel, 'glucose');
    const abnormal = makeReading({ name: 'sentinel', value: '250', at: builder.wall() });
    const reading: Reading = { ...abnormal, patient: sentinel };
    await this.#perform({ op: 'reading.submit', reading }, () => this.#pipeline.readings.file(GATEWAY, [reading]));
    builder.lane = 'faults/fhir';
    builder.wait(3000);
    for (const measure of ['glucose', 'weight'] as const) {
      const found = this.#readings().map((e) => e.body);
      const readings = found.filter((f) => f.reading.measure === measure);
      this.#note({ op: 'reading.read', patient: this.#patient, measure }, { readings });
    }
    this.#lookOf(EHR, { patient: this.#patient });
    for (const person of PEOPLE) this.#lookOf({ role: 'clinician', subject: person, client: 'clinician' }, { person });
    this.#lookOf(EHR, {});
    builder.end();
  }
}

/** What a reading says, apart from how it was given. */
const contentOf = ({ effective, status, result }: Reading): string =>
  JSON.stringify([new Date(effective).toISOString(), status === 'entered-in-error' ? status : result]);

const uniqueMap = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> => {
  const map = new Map(pairs);
  if (map.size !== pairs.length) throw new Error('the same key is held twice');
  return map;
};

/** Deliveries of one patient, in order of `sentMs`, none before `startMs`, under orders that hold an hour before it. */
export const playDeliveries = (
  deliveries: readonly Delivery[],
  { patient, startMs, orders, collaborators = {} }: PlayOptions,
): Promise<Played> => new Player(startMs, patient, collaborators).play(deliveries, orders);

interface PlayOptions {
  readonly patient: Identifier;
  readonly startMs: number;
  readonly orders: readonly OrderInput[];
  /** What is broken on purpose. */
  readonly collaborators?: Partial<Collaborators>;
}
