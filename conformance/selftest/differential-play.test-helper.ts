import { keyOf, type Identifier, type Order, type Reading } from '../../contract/domain/index.ts';
import type { Outcome } from '../../contract/refusal.ts';
import { createPipeline } from '../../reference-impl/app.ts';
import type { Collaborators } from '../../reference-impl/collaborators.ts';
import type { Caller, Pipeline } from '../../reference-impl/pipeline.ts';
import type { Act, HistoryLine, Output } from '../history/lines.ts';
import {
  DECOY,
  HistoryBuilder,
  makeOrder,
  makeReading,
  OKAFOR,
  patientId,
  POOL,
  RIVERA,
} from '../oracle/history-builder.test-helper.ts';
import {
  againOf,
  contentOf,
  isoAt,
  msAt,
  orderOf,
  readingOf,
  type Surroundings,
} from './differential-terms.test-helper.ts';
import { answeredBy } from './answered-by.test-helper.ts';
import type { Step, World } from './differential-world.test-helper.ts';

const STARTED = '2035-03-05T11:59:30.000Z';
const STARTED_MS = Date.parse(STARTED);
const EHR: Caller = { role: 'ehr', client: 'ehr' };
const GATEWAY: Caller = { role: 'gateway', client: 'gateway' };
const AUDITOR: Caller = { role: 'auditor', client: 'auditor' };
const CLOCK: Caller = { role: 'clock', client: 'clock' };
const PEOPLE = [RIVERA, OKAFOR, DECOY];
const clinician = (subject: Identifier): Caller => ({ role: 'clinician', subject, client: 'clinician' });
const portal = (subject: Identifier): Caller => ({ role: 'portal', subject, client: 'portal' });

interface Cast {
  readonly name: string;
  readonly orders: Map<number, Order>;
  readonly specs: World['patients'][number]['orders'];
  readonly versionsMs: number[];
  readonly readings: Reading[];
}

/** Plays one world against the reference, every act at its own instant, and writes down what came of it. */
class Player {
  readonly builder: HistoryBuilder;
  readonly #pipeline: Pipeline;
  readonly #cast: readonly Cast[];
  readonly #seen = new Map<string, number>();
  readonly #items = new Map<
    string,
    { readonly id: string; readonly item: Identifier; readonly owner: Identifier; readonly patient: Identifier }
  >();
  #lookedAt: number | null = null;
  #count = 0;

  constructor(world: World, collaborators: Partial<Collaborators>) {
    const policies = { backfill: world.backfill, afterEnd: world.afterEnd, backdateDays: 30 };
    this.builder = new HistoryBuilder({
      started: STARTED,
      policies: { ...policies, control: 'refuse', future: 'refuse', duplicates: 'server-side' },
    });
    this.builder.took = 0;
    this.builder.lane = 'world/fhir';
    this.#pipeline = createPipeline({
      databasePath: ':memory:',
      now: () => STARTED_MS + this.builder.now,
      policies,
      collaborators,
    });
    this.#cast = world.patients.map(({ orders }, i) => ({
      name: `p${i}`,
      specs: orders,
      orders: new Map(),
      versionsMs: [],
      readings: [],
    }));
  }

  async play(world: World): Promise<readonly HistoryLine[]> {
    try {
      await this.#prelude(world);
      for (const { patient, gapMs, step } of world.steps) {
        const cast = this.#cast[patient % this.#cast.length];
        this.builder.wait(gapMs);
        if (cast !== undefined) await this.#step(cast, step);
      }
      await this.#drain();
      return this.builder.lines;
    } finally {
      await this.#pipeline.close();
    }
  }

  async #prelude(world: World): Promise<void> {
    const { people } = this.#pipeline;
    for (const identifier of PEOPLE) await people.clinician(EHR, { identifier, family: identifier.value, given: 'A' });
    await people.pool(EHR, { identifier: POOL, name: 'dm', members: [RIVERA] });
    for (const [i, cast] of this.#cast.entries()) {
      await this.#register(cast.name);
      for (const order of cast.specs.keys()) await this.#step(cast, { kind: 'submit', order, altered: false });
      for (const measure of world.patients[i]?.granted ?? [])
        await this.#step(cast, { kind: 'permission', measure, status: 'granted' });
    }
  }

  async #register(name: string): Promise<void> {
    const patient = {
      identifier: patientId(name),
      family: name,
      given: 'A',
      gender: 'unknown' as const,
      birthDate: '1970-01-01',
    };
    await this.#perform({ op: 'person.patient', patient }, () => this.#pipeline.people.patient(EHR, patient));
  }

  /** Does one act and notes its answer and whatever came into sight. */
  async #perform(act: Act, work: () => Promise<Outcome<unknown>>, v2 = false): Promise<boolean> {
    this.builder.wait(1);
    const outcome = await work();
    this.builder.op(act, answeredBy(outcome, v2));
    this.#look();
    return outcome.ok;
  }

  #search(caller: Caller, patient?: Identifier) {
    const found = this.#pipeline.inbox.search(caller, { count: 1000, ...(patient === undefined ? {} : { patient }) });
    if (!found.ok) throw new Error(`inbox: ${found.refusal.code}`);
    return found.value.entries;
  }

  #look(): void {
    for (const { id, body } of this.#search(EHR)) {
      const key = keyOf(body.identifier);
      if (this.#seen.get(key) === body.version) continue;
      this.#seen.set(key, body.version);
      this.#items.set(key, { id, item: body.identifier, owner: body.recipient, patient: body.patient });
      this.builder.seen(body, { after: this.#lookedAt });
    }
    this.#lookedAt = this.builder.now;
  }

  #around(cast: Cast): Surroundings {
    const nowMs = Date.parse(this.#pipeline.clock.now(patientId(cast.name)));
    return { nowMs, orders: [...cast.orders.values()], versionsMs: cast.versionsMs, readings: cast.readings };
  }

  async #step(cast: Cast, step: Step): Promise<void> {
    switch (step.kind) {
      case 'submit':
        return this.#submit(cast, step);
      case 'version':
      case 'status':
        return this.#change(cast, step);
      case 'permission':
        return this.#permit(cast, step);
      case 'reading':
        return this.#reading(
          cast,
          readingOf(
            step,
            (cast.specs[step.order] ?? cast.specs[0])?.measure ?? 'glucose',
            this.#name('r'),
            cast.name,
            this.#around(cast),
          ),
          step.v2,
        );
      case 'again': {
        const of = cast.readings[step.pick % Math.max(1, cast.readings.length)];
        const other = this.#cast[(this.#cast.indexOf(cast) + 1) % this.#cast.length]?.name ?? cast.name;
        if (of !== undefined) await this.#reading(cast, againOf(step, of, this.#name('r'), other), step.v2);
        return;
      }
      case 'item':
        return this.#act(cast, step);
      case 'message':
        return this.#message(cast, step);
      case 'advance': {
        const to = isoAt(this.#around(cast).nowMs + step.minutes * 60_000 + 1);
        const patient = patientId(cast.name);
        await this.#perform({ op: 'clock.advance', to, patient }, () =>
          this.#pipeline.clock.advance(CLOCK, to, patient),
        );
        return;
      }
      case 'read':
        return this.#readBack(cast.name);
    }
  }

  #name(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  async #submit(cast: Cast, { order: index, altered }: Extract<Step, { kind: 'submit' }>): Promise<void> {
    const spec = cast.specs[index];
    if (spec === undefined) return;
    const plain = orderOf(spec, cast.name, `${cast.name}-o${index}`, STARTED_MS);
    const order = altered ? { ...plain, reason: 'E11.9' } : plain;
    const ok = await this.#perform({ op: 'order.submit', order }, () => this.#pipeline.orders.submit(EHR, order));
    if (!ok || cast.orders.has(index)) return;
    cast.orders.set(index, order);
    cast.versionsMs.push(Date.parse(order.period.start));
  }

  async #change(cast: Cast, step: Extract<Step, { kind: 'version' | 'status' }>): Promise<void> {
    const known = cast.orders.get(step.order);
    if (known === undefined) return;
    const around = this.#around(cast);
    const { effectiveFrom: _, precision, ...rest } = known;
    const kept = precision === undefined ? {} : { precision };
    const body =
      step.kind === 'status'
        ? { ...rest, ...kept, status: step.status }
        : { ...rest, ...contentOf(step.contents[known.measure], step.responsible, known.measure) };
    const from = step.from === undefined ? undefined : isoAt(msAt(step.from, around), step.from.offsetMinutes);
    const order: Order = { ...body, ...(from === undefined ? {} : { effectiveFrom: from }) };
    const ok = await this.#perform({ op: 'order.change', order }, () => this.#pipeline.orders.change(EHR, order));
    if (!ok) return;
    cast.orders.set(step.order, order);
    cast.versionsMs.push(from === undefined ? Date.parse(this.#pipeline.clock.now(order.patient)) : Date.parse(from));
  }

  async #permit(cast: Cast, { measure, status }: Extract<Step, { kind: 'permission' }>): Promise<void> {
    const patient = patientId(cast.name);
    const at = isoAt(this.#around(cast).nowMs + 1);
    const permission = {
      identifier: { system: 'urn:example:permission', value: `${cast.name}/${measure}` },
      patient,
      measure,
      status,
      at,
    };
    await this.#perform({ op: 'permission.set', permission }, () =>
      this.#pipeline.permissions.set(portal(patient), permission),
    );
  }

  async #reading(cast: Cast, reading: Reading, v2: boolean): Promise<void> {
    cast.readings.push(reading);
    await this.#perform({ op: 'reading.submit', reading }, () => this.#pipeline.readings.file(GATEWAY, [reading]), v2);
  }

  #itemOf(cast: Cast, pick: number) {
    const own = [...this.#items.values()].filter((i) => i.patient.value === cast.name);
    return own[pick % Math.max(1, own.length)];
  }

  async #act(cast: Cast, { pick, act, person }: Extract<Step, { kind: 'item' }>): Promise<void> {
    const target = this.#itemOf(cast, pick);
    if (target === undefined) return;
    const by =
      person === undefined ? (target.owner.value === POOL.value ? RIVERA : target.owner) : (PEOPLE[person] ?? RIVERA);
    await this.#perform({ op: 'item.act', item: target.item, act, person: by }, () =>
      this.#pipeline.inbox.act(clinician(by), { id: target.id }, act),
    );
  }

  async #message(cast: Cast, { pick, text }: Extract<Step, { kind: 'message' }>): Promise<void> {
    const target = this.#itemOf(cast, pick);
    if (target === undefined) return;
    const sender = target.owner.value === POOL.value ? RIVERA : target.owner;
    const identifier = { system: 'urn:example:message', value: this.#name('m') };
    const message = {
      identifier,
      patient: target.patient,
      sender,
      about: target.item,
      text,
      sent: this.builder.wall(),
    };
    await this.#perform({ op: 'message.send', message }, () =>
      this.#pipeline.messages.send(clinician(sender), message),
    );
  }

  async #readBack(name: string): Promise<void> {
    const patient = patientId(name);
    for (const measure of ['glucose', 'weight'] as const) {
      const found = this.#pipeline.readings.search(EHR, { patient, measure, count: 1000 });
      this.#note({ op: 'reading.read', patient, measure }, { readings: this.#bodies(found) });
    }
    const messages = await this.#pipeline.messages.search(portal(patient), patient);
    this.#note({ op: 'message.read', patient }, { messages: messages.ok ? messages.value.map((m) => m.body) : [] });
    const audit = this.#pipeline.audit.search(AUDITOR, { patient, count: 1000 });
    this.#note({ op: 'audit.read', patient }, { audit: this.#bodies(audit) });
  }

  #bodies<T>(found: Outcome<{ readonly entries: readonly { readonly body: T }[]; readonly next?: string }>): T[] {
    if (!found.ok || found.value.next !== undefined) throw new Error('a search failed or had another page');
    return found.value.entries.map((e) => e.body);
  }

  #note(act: Act, output: Output): void {
    this.builder.wait(1);
    this.builder.op(act, { output, ...(act.op === 'inbox.look' ? { lane: 'observer' } : {}) });
  }

  #lookOf(caller: Caller, who: { readonly person?: Identifier; readonly patient?: Identifier }): void {
    const items = this.#search(caller, who.patient).map((e) => keyOf(e.body.identifier));
    this.#note({ op: 'inbox.look', surface: 'inbox', ...who }, { look: { pages: 1, items, complete: true } });
  }

  async #drain(): Promise<void> {
    const { builder } = this;
    builder.wait(3000);
    const [start, end] = [builder.wall(-3_600_000), builder.wall(8_640_000_000)];
    const order = makeOrder({ name: 'sentinel', patient: 'sentinel', start, end });
    builder.lane = 'sentinel';
    await this.#register('sentinel');
    const sentinel: Cast = { name: 'sentinel', specs: [], orders: new Map(), versionsMs: [], readings: [] };
    await this.#perform({ op: 'order.submit', order }, () => this.#pipeline.orders.submit(EHR, order));
    await this.#permit(sentinel, { kind: 'permission', measure: 'glucose', status: 'granted' });
    const reading = makeReading({ name: 'sentinel', value: '250', patient: 'sentinel', at: builder.wall() });
    await this.#reading(sentinel, reading, false);
    builder.lane = 'world/fhir';
    builder.wait(3000);
    for (const { name } of this.#cast) await this.#readBack(name);
    for (const { name } of this.#cast) this.#lookOf(EHR, { patient: patientId(name) });
    for (const person of PEOPLE) this.#lookOf(clinician(person), { person });
    this.#lookOf(EHR, {});
    builder.end();
  }
}

/** The exact history of a world: sent and settled at one instant, and looked at after every act. */
export const playWorld = (world: World, collaborators: Partial<Collaborators> = {}): Promise<readonly HistoryLine[]> =>
  new Player(world, collaborators).play(world);
