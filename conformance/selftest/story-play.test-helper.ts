import type { Identifier, InboxItem } from '../../contract/domain/index.ts';
import { keyOf } from '../../contract/domain/index.ts';
import type { Outcome } from '../../contract/refusal.ts';
import { refuse } from '../../contract/refusal.ts';
import { createPipeline } from '../../reference-impl/app.ts';
import type { Collaborators } from '../../reference-impl/collaborators.ts';
import type { Caller, Pipeline } from '../../reference-impl/pipeline.ts';
import type { Act, HistoryLine, Output, RunLine } from '../history/lines.ts';
import { first } from '../naive/choices.test-helper.ts';
import { policiesOf } from '../naive/generate/course.test-helper.ts';
import type { Draft } from '../naive/generate/draft.test-helper.ts';
import {
  BEGIN,
  LINDQVIST,
  OKAFOR,
  patient,
  POOL,
  RIVERA,
  slotOfItemId,
  STARTED,
} from '../naive/generate/names.test-helper.ts';
import { orderActs } from '../naive/generate/order-acts.test-helper.ts';
import { otherActs } from '../naive/generate/other-acts.test-helper.ts';
import { Picks } from '../naive/generate/plan.test-helper.ts';
import { readingActs } from '../naive/generate/reading-acts.test-helper.ts';
import type { Kind, Theme } from '../naive/generate/theme.test-helper.ts';
import { type Instant } from '../naive/instant.test-helper.ts';
import { runCourse } from '../naive/machine.test-helper.ts';
import { fixedSchedule } from '../naive/schedule.test-helper.ts';
import { slotOfItem } from '../naive/slots.test-helper.ts';
import {
  isJudged,
  type Move,
  type Sighting,
  type Story as NaiveStory,
  storyOf,
  type Unit,
} from '../naive/story.test-helper.ts';
import { nextMark } from '../naive/timers.test-helper.ts';
import type { World } from '../naive/world.test-helper.ts';
import { HistoryBuilder, makeOrder, makeReading } from '../oracle/history-builder.test-helper.ts';
import { answeredBy } from './answered-by.test-helper.ts';
import { anyAbsence, anyChange, anyReading } from './story-acts.test-helper.ts';

/** What is played: the moves of one theme, each by small numbers that decide about it. Shrinks to fewer and plainer ones. */
export interface Story {
  readonly theme: Theme;
  readonly opening: readonly number[];
  readonly moves: readonly (readonly number[])[];
}

const STARTED_MS = Date.parse(STARTED);
const EHR: Caller = { role: 'ehr', client: 'ehr' };
const GATEWAY: Caller = { role: 'gateway', client: 'gateway' };
const AUDITOR: Caller = { role: 'auditor', client: 'auditor' };
const CLOCK: Caller = { role: 'clock', client: 'clock' };
const PEOPLE = [RIVERA, OKAFOR, LINDQVIST];
const clinician = (subject: Identifier): Caller => ({ role: 'clinician', subject, client: 'clinician' });
const portal = (subject: Identifier): Caller => ({ role: 'portal', subject, client: 'portal' });
const person = (value: Identifier) => ({ identifier: value, family: value.value, given: 'A' });
const ANA = patient();
const BEN = patient('ben');

const runOf = (theme: Theme): Partial<RunLine> => {
  return {
    started: STARTED,
    policies: policiesOf(theme),
    clock: 'patient',
    ...(theme.portal === true ? { portal: true } : {}),
    ...(theme.sources === true ? { sources: true } : {}),
    people: {
      clinicians: PEOPLE.map(person),
      pools: [{ identifier: POOL, name: 'pool', members: [RIVERA, OKAFOR] }],
      decoys: [],
    },
  };
};

type Submission = Extract<Act, { op: 'reading.submit' }>;
/** What a theme can do, and changes and acts that no theme keeps in bounds. */
type AnyKind = Kind | 'any-change' | 'any-act' | 'any-absence' | 'any-reading';

/** Plays one story on the reference, every act at its own instant, and writes down what came of it. */
class Player {
  readonly builder: HistoryBuilder;
  readonly #pipeline: Pipeline;
  readonly #theme: Theme;
  readonly #run: RunLine;
  readonly #units: Unit[] = [];
  readonly #seen = new Map<string, number>();
  readonly #ids = new Map<string, { readonly id: string; readonly item: InboxItem }>();
  readonly #bySlot = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  #lookedAt: number | null = null;
  #seq = 0;
  #aheadMs = 0;

  constructor(theme: Theme, collaborators: Partial<Collaborators>) {
    this.#theme = theme;
    this.builder = new HistoryBuilder(runOf(theme));
    this.builder.took = 0;
    this.builder.lane = 'world/fhir';
    const run = this.builder.lines[0];
    if (run?.kind !== 'run') throw new Error('run');
    this.#run = run;
    const { backfill, afterEnd, control, future } = run.policies;
    this.#pipeline = createPipeline({
      databasePath: ':memory:',
      now: () => STARTED_MS + this.builder.now,
      policies: {
        backfill,
        afterEnd,
        control,
        future,
        ...(theme.portal === true ? { portal: 'required' } : {}),
        ...(theme.sources === true ? { sources: 'admitted' } : {}),
      },
      collaborators,
    });
  }

  get #nowMs(): number {
    return STARTED_MS + this.builder.now + this.#aheadMs;
  }
  get #now(): Instant {
    return BigInt(this.#nowMs) * 1_000_000n;
  }

  #world(until: Instant = this.#now): World {
    const about = new Map<string, Sighting>(
      this.#units
        .flatMap((u) => u.moves)
        .flatMap(({ act }) =>
          act.op === 'item.act' ? [[keyOf(act.item), { ...slotOfItemId(act.item), by: BEGIN }] as const] : [],
        ),
    );
    const story: NaiveStory = { ...storyOf([this.#run]), units: this.#units, end: until, sightings: about };
    const world = runCourse(story, fixedSchedule(this.#units), [], first, 1e9);
    if (world === undefined) throw new Error('odd');
    return world;
  }

  #look(): void {
    const found = this.#pipeline.inbox.search(EHR, { count: 1000 });
    if (!found.ok) throw new Error(`inbox: ${found.refusal.code}`);
    for (const { id, body } of found.value.entries) {
      const key = keyOf(body.identifier);
      if (this.#seen.get(key) === body.version) continue;
      if (!this.#ids.has(key)) {
        const slot = slotOfItem(body);
        const n = this.#counts.get(slot) ?? 0;
        this.#counts.set(slot, n + 1);
        this.#bySlot.set(`${slot} #${n}`, key);
      }
      this.#seen.set(key, body.version);
      this.#ids.set(key, { id, item: body });
      this.builder.seen(body, { after: this.#lookedAt });
    }
    this.#lookedAt = this.builder.now;
  }

  #noteOp(act: Act, outcome: Outcome<unknown>, v2: boolean): void {
    this.builder.op(act, answeredBy(outcome, v2));
  }

  async #submit(acts: readonly Submission[]): Promise<readonly Outcome<unknown>[]> {
    const file = async (some: readonly Submission[]): Promise<readonly Outcome<unknown>[]> => {
      const [{ source, defect } = {}] = some;
      const speaks = some.map((a) => a.defect).find((d) => d?.kind === 'sender-of') ?? defect;
      const caller: Caller = {
        ...GATEWAY,
        ...(source === undefined ? {} : { source }),
        ...(speaks?.kind === 'sender-of' ? { subject: speaks.patient } : {}),
      };
      if (!this.#pipeline.sources.admits(caller)) return some.map(() => refuse('source-not-admitted'));
      const bad = some.map((a) => a.defect).find((d) => d !== undefined && d.kind !== 'sender-of');
      if (bad !== undefined) {
        const code =
          bad.kind === 'unknown-unit'
            ? 'unknown-unit'
            : bad.kind === 'time-without-offset'
              ? 'time-without-offset'
              : 'bad-value';
        return some.map(() => refuse(code));
      }
      const filed = await this.#pipeline.readings.file(
        caller,
        some.map((a) => a.reading),
      );
      return filed.ok ? filed.value.map((value) => ({ ok: true, value })) : some.map(() => filed);
    };
    const [one] = acts;
    if (one?.bundle?.kind !== 'batch') return file(acts);
    const answers = new Map<Submission, Outcome<unknown>>();
    for (const a of acts.toSorted((x, y) => Date.parse(x.reading.effective) - Date.parse(y.reading.effective)))
      for (const answer of await file([a])) answers.set(a, answer);
    return acts.flatMap((a) => answers.get(a) ?? []);
  }

  async #perform(act: Exclude<Act, Submission>): Promise<Outcome<unknown>> {
    const p = this.#pipeline;
    switch (act.op) {
      case 'order.submit':
        return p.orders.submit(EHR, act.order);
      case 'order.change':
        return p.orders.change(EHR, act.order);
      case 'permission.set':
        return p.permissions.set(portal(ANA), act.permission);
      case 'device.register':
        return p.people.device(portal(ANA), act.device);
      case 'tracker.set':
        return p.portal.choose(portal(ANA), act.order, act.state);
      case 'source.set':
        return p.sources.set(EHR, act.source, act.status);
      case 'coverage.set':
        return p.people.coverage(EHR, act.coverage);
      default:
        throw new Error(act.op);
    }
  }

  /** Sends what belongs together, notes the answers, and tells brute force of it. */
  async #do(acts: readonly Act[], v2: boolean): Promise<void> {
    const [act] = acts;
    if (act === undefined) return;
    if (act.op === 'item.act') return this.#act(act);
    const submissions = acts.filter((a) => a.op === 'reading.submit');
    const answers =
      submissions.length > 0 ? await this.#submit(submissions) : [await this.#perform(act as Exclude<Act, Submission>)];
    for (const [i, a] of acts.entries()) {
      const answer = answers[i];
      if (answer !== undefined) this.#noteOp(a, answer, v2);
    }
    this.#look();
    const now = this.#now;
    const via = v2 ? 'hl7v2' : 'fhir';
    const sorted =
      acts.length === 1
        ? acts
        : acts.toSorted((a, b) =>
            a.op === 'reading.submit' && b.op === 'reading.submit'
              ? Date.parse(a.reading.effective) - Date.parse(b.reading.effective) ||
                (a.reading.identifier.value < b.reading.identifier.value ? -1 : 1)
              : 0,
          );
    const moves = sorted.map((a): Move => {
      const answer = answers[acts.indexOf(a)];
      return {
        seq: (this.#seq += 1),
        via,
        act: a,
        outcome: !isJudged(a) ? undefined : answer?.ok === true ? 'ok' : 'refused',
      };
    });
    this.#units.push({
      name: `${moves[0]?.seq}`,
      moves,
      whole: act.op === 'reading.submit' && act.bundle !== undefined && act.bundle.kind !== 'batch',
      sent: now,
      settled: now,
    });
  }

  async #act(act: Extract<Act, { op: 'item.act' }>): Promise<void> {
    const key = this.#bySlot.get(act.item.value);
    const known = key === undefined ? undefined : this.#ids.get(key);
    // It may call for another item where the contract leaves both open.
    if (known === undefined) return;
    const by = keyOf(act.person) === keyOf(POOL) ? RIVERA : act.person;
    const outcome = await this.#pipeline.inbox.act(clinician(by), { id: known.id }, act.act);
    this.#noteOp({ ...act, item: known.item.identifier, person: by }, outcome, false);
    this.#look();
    if (!outcome.ok) return;
    this.#units.push({
      name: `${this.#seq + 1}`,
      moves: [{ seq: (this.#seq += 1), via: 'fhir', act, outcome: undefined }],
      whole: false,
      sent: this.#now,
      settled: this.#now,
    });
  }

  /** Any person tries anything with any item. */
  async #anyAct(picks: Picks): Promise<void> {
    const all = [...this.#ids.values()].toReversed();
    if (all.length === 0) return;
    const { id, item } = picks.of(all);
    const by = picks.of([RIVERA, OKAFOR, LINDQVIST]);
    const what = picks.of(['seen', 'done'] as const);
    const outcome = await this.#pipeline.inbox.act(clinician(by), { id }, what);
    this.#noteOp({ op: 'item.act', item: item.identifier, act: what, person: by }, outcome, false);
    this.#look();
    if (!outcome.ok) return;
    const slot = [...this.#bySlot].find(([, key]) => key === keyOf(item.identifier))?.[0] ?? '';
    const act = {
      op: 'item.act',
      item: { system: item.identifier.system, value: slot },
      act: what,
      person: by,
    } as const;
    this.#units.push({
      name: `${this.#seq + 1}`,
      moves: [{ seq: (this.#seq += 1), via: 'fhir', act, outcome: undefined }],
      whole: false,
      sent: this.#now,
      settled: this.#now,
    });
  }

  /** Time passes: by the clock of the patient, or by itself. */
  async #pass(ms: number, isAdvance: boolean): Promise<void> {
    if (isAdvance) {
      this.builder.wait(1);
      const to = new Date(this.#nowMs + ms).toISOString();
      const outcome = await this.#pipeline.clock.advance(CLOCK, to, ANA);
      if (!outcome.ok) throw new Error(outcome.refusal.code);
      this.#aheadMs += ms;
      this.builder.op({ op: 'clock.advance', to, patient: ANA }, { took: 1 });
      this.#look();
      this.builder.wait(1);
      return;
    }
    const end = this.#nowMs + ms;
    for (let i = 0; i < 200; i += 1) {
      const mark = nextMark(this.#world());
      const at = mark === undefined ? undefined : Number(mark / 1_000_000n);
      if (at === undefined || at > end) break;
      // By itself it takes a moment.
      this.builder.wait(at - this.#nowMs);
      await this.#pipeline.settle();
      this.builder.wait(1);
      this.#look();
    }
    if (end > this.#nowMs) this.builder.wait(end - this.#nowMs);
    await this.#pipeline.settle();
    this.#look();
  }

  /** The acts of a move; empty where it cannot be made. */
  #actsOf(kind: AnyKind, draft: Draft): readonly Act[] {
    switch (kind) {
      case 'any-change':
        return anyChange(draft);
      case 'any-absence':
        return anyAbsence(draft);
      case 'any-reading':
        return anyReading(draft);
      case 'any-act':
        return [];
      default:
        return orderActs(kind, draft) ?? readingActs(kind, draft) ?? otherActs(kind, draft);
    }
  }

  async move(kind: AnyKind, picks: Picks): Promise<void> {
    this.builder.wait(7000);
    await this.#pipeline.settle();
    this.#look();
    const v2 = this.#theme.portal === true ? false : picks.chance(50);
    if (kind === 'any-act') return this.#anyAct(picks);
    const draft: Draft = {
      theme: this.#theme,
      picks,
      now: this.#now,
      world: this.#world(),
      past: this.#units.flatMap((u) => u.moves.map((m) => m.act)),
    };
    const acts = this.#actsOf(kind, draft);
    const fit = acts.length > 0 ? acts : (readingActs('reading', draft) ?? []);
    await this.#do(fit, v2);
    if (picks.chance(15)) this.#readBack();
  }

  #note(act: Act, output: Output): void {
    this.builder.wait(1);
    this.builder.op(act, { output, ...(act.op === 'inbox.look' ? { lane: 'observer' } : {}) });
  }

  #bodies<T>(found: Outcome<{ readonly entries: readonly { readonly body: T }[]; readonly next?: string }>): T[] {
    if (!found.ok || found.value.next !== undefined) throw new Error('a search failed or had another page');
    return found.value.entries.map((e) => e.body);
  }

  #readBack(): void {
    for (const measure of ['glucose', 'weight'] as const) {
      const found = this.#pipeline.readings.search(EHR, { patient: ANA, measure, count: 1000 });
      this.#note({ op: 'reading.read', patient: ANA, measure }, { readings: this.#bodies(found) });
    }
    if (this.#theme.sources === true) return;
    this.#note(
      { op: 'audit.read', patient: ANA },
      { audit: this.#bodies(this.#pipeline.audit.search(AUDITOR, { patient: ANA, count: 1000 })) },
    );
  }

  #search(caller: Caller, of?: Identifier) {
    const found = this.#pipeline.inbox.search(caller, { count: 1000, ...(of === undefined ? {} : { patient: of }) });
    if (!found.ok) throw new Error(`inbox: ${found.refusal.code}`);
    return found.value.entries;
  }

  #lookOf(caller: Caller, who: { readonly person?: Identifier; readonly patient?: Identifier }): void {
    const items = this.#search(caller, who.patient).map((e) => keyOf(e.body.identifier));
    this.#note({ op: 'inbox.look', surface: 'inbox', ...who }, { look: { pages: 1, items, complete: true } });
  }

  async #register(identifier: Identifier): Promise<void> {
    const who = {
      identifier,
      family: identifier.value,
      given: 'A',
      gender: 'unknown' as const,
      birthDate: '1970-01-01',
    };
    this.builder.wait(1);
    this.#noteOp({ op: 'person.patient', patient: who }, await this.#pipeline.people.patient(EHR, who), false);
  }

  async #drain(): Promise<void> {
    const { builder } = this;
    builder.wait(3000);
    await this.#pipeline.settle();
    this.#look();
    const [start, end] = [builder.wall(-3_600_000), builder.wall(8_640_000_000)];
    const order = makeOrder({ name: 'sentinel', patient: 'sentinel', start, end, responsible: RIVERA });
    const mine = { ...order, requester: RIVERA };
    builder.lane = 'sentinel';
    const who = patient('sentinel');
    await this.#register(who);
    this.#noteOp({ op: 'order.submit', order: mine }, await this.#pipeline.orders.submit(EHR, mine), false);
    if (this.#theme.portal !== true && this.#theme.sources !== true) {
      const permission = {
        identifier: { system: 'urn:example:permission', value: 'sentinel/glucose' },
        patient: who,
        measure: 'glucose' as const,
        status: 'granted' as const,
        at: builder.wall(),
      };
      builder.wait(1);
      this.#noteOp(
        { op: 'permission.set', permission },
        await this.#pipeline.permissions.set(portal(who), permission),
        false,
      );
      const reading = makeReading({ name: 'sentinel', value: '250', patient: 'sentinel', at: builder.wall() });
      builder.wait(1);
      const [filed] = await this.#submit([{ op: 'reading.submit', reading }]);
      if (filed !== undefined) this.#noteOp({ op: 'reading.submit', reading }, filed, false);
    }
    this.#look();
    builder.lane = 'world/fhir';
    builder.wait(3000);
    await this.#pipeline.settle();
    this.#look();
    this.#readBack();
    this.#lookOf(EHR, { patient: ANA });
    for (const p of PEOPLE) this.#lookOf(clinician(p), { person: p });
    this.#lookOf(EHR, {});
    builder.end();
  }

  async play({ opening, moves }: Story): Promise<readonly HistoryLine[]> {
    try {
      const { people } = this.#pipeline;
      for (const p of PEOPLE) await people.clinician(EHR, person(p));
      await people.pool(EHR, { identifier: POOL, name: 'pool', members: [RIVERA, OKAFOR] });
      await this.#register(ANA);
      await this.#register(BEN);
      const start = new Picks(opening);
      if (this.#theme.portal === true) {
        const device = {
          identifier: { system: 'urn:example:device', value: 'phone' },
          patient: ANA,
          kind: 'phone',
          manufacturer: 'A',
          model: 'B',
          platform: { os: 'ios', version: '17.2' },
        } as const;
        await this.#do([{ op: 'device.register', device }], false);
      }
      for (const kind of this.#theme.opening) {
        if (!start.chance(3)) await this.move(kind, start);
        await this.#pass(60_000, false);
      }
      const kinds: readonly AnyKind[] = [
        ...this.#theme.kinds,
        ...this.#theme.kinds,
        'any-change',
        'any-act',
        'any-reading',
        'any-absence',
      ];
      for (const numbers of moves) {
        const picks = new Picks(numbers);
        const kind = picks.of(kinds);
        await this.#pass(picks.of(this.#theme.waits) * 60_000, picks.chance(50));
        await this.move(kind, picks);
      }
      await this.#pass(
        new Picks(opening.slice(-1)).of([30, 100, 14 * 60, 26 * 60, 1]) * 60_000,
        opening.length % 2 === 0,
      );
      await this.#drain();
      return this.builder.lines;
    } finally {
      await this.#pipeline.close();
    }
  }
}

/**
 * The exact history of a story: every act at one instant, and looked at after each of them and after whatever fell due.
 * What can be done next is chosen by what brute force makes of the story so far, which never judges.
 */
export const playStory = (plan: Story, collaborators: Partial<Collaborators> = {}): Promise<readonly HistoryLine[]> =>
  new Player(plan.theme, collaborators).play(plan);
