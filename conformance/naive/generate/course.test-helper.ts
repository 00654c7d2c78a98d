import { keyOf } from '../../../contract/domain/index.ts';
import { type Act, Policies, type RunLine } from '../../history/lines.ts';
import { first } from '../choices.test-helper.ts';
import { type Instant, MINUTE, SECOND } from '../instant.test-helper.ts';
import { runCourse } from '../machine.test-helper.ts';
import { fixedSchedule } from '../schedule.test-helper.ts';
import { isJudged, type Move, type Sighting, type Story, storyOf, type Unit } from '../story.test-helper.ts';
import type { World } from '../world.test-helper.ts';
import type { Draft } from './draft.test-helper.ts';
import { BEGIN, LINDQVIST, OKAFOR, patient, POOL, RIVERA, slotOfItemId, STARTED } from './names.test-helper.ts';
import { orderActs } from './order-acts.test-helper.ts';
import { otherActs } from './other-acts.test-helper.ts';
import { MOST_MOVES, Picks, type Plan } from './plan.test-helper.ts';
import { readingActs } from './reading-acts.test-helper.ts';
import { GLUCOSE, type Kind, type Theme } from './theme.test-helper.ts';
import { GATES } from './themes-of-gates.test-helper.ts';
import { RULES } from './themes-of-rules.test-helper.ts';

const THEMES = [...GATES, ...RULES];

/** One operation of the true course: when it took effect, and within what interval that is known. */
export interface TrueMove {
  readonly unit: Unit;
  readonly via: 'fhir' | 'hl7v2';
  readonly sent: Instant;
  readonly settled: Instant;
  /** Nothing came back. `lost`: nor did it take effect. */
  readonly silent: boolean;
  readonly lost: boolean;
}

/** What truly happened, from which a history is written. */
export interface TrueCourse {
  readonly run: RunLine;
  readonly moves: readonly TrueMove[];
  readonly world: World;
  readonly seenBy: readonly (Instant | undefined)[];
  readonly end: Instant;
}

const person = (value: typeof RIVERA) => ({ identifier: value, family: value.value, given: 'A' });

/** The policies of a theme: the other choice of each that it names. */
export const policiesOf = (theme: Theme): Policies => {
  const other = new Set(theme.policies ?? []);
  return Policies.parse({
    ...(other.has('backfill') ? { backfill: 'none' } : {}),
    ...(other.has('afterEnd') ? { afterEnd: 'refuse' } : {}),
    ...(other.has('control') ? { control: 'store-apart' } : {}),
    ...(other.has('future') ? { future: 'quarantine' } : {}),
  });
};

const runOf = (theme: Theme): RunLine => {
  return {
    kind: 'run',
    format: 2,
    run: 'made',
    started: STARTED,
    seed: 1,
    harness: 'test',
    catalogue: 'c',
    command: [],
    sut: { name: 'made', version: '1' },
    deadlines: { critical: 1000, other: 1000, filed: 1000 },
    policies: policiesOf(theme),
    clock: 'patient',
    ...(theme.portal === true ? { portal: true } : {}),
    ...(theme.sources === true ? { sources: true } : {}),
    people: {
      clinicians: [RIVERA, OKAFOR, LINDQVIST].map(person),
      pools: [{ identifier: POOL, name: 'pool', members: [RIVERA, OKAFOR] }],
      decoys: [],
    },
    selected: [],
  };
};

const LAGS = [0, 0, 0, 0, 0, 0, 2, 90, 0, 300, 0, undefined] as const;

/** When each item came into sight: so many seconds after its raising, or never. The same for all of a slot. */
const seenBy = (plan: Plan, { items }: World): (Instant | undefined)[] =>
  items.map((item) => {
    const mine = items.filter((i) => i.slot === item.slot);
    const number = items.findIndex((i) => i.slot === item.slot);
    const escalates = item.version.order.rules.some((r) => r.kind === 'escalation');
    const lag = LAGS[(escalates && number > 0 ? 0 : (plan.lags[number % plan.lags.length] ?? 0)) % LAGS.length];
    const acted = mine.some((i) => i.story.some((e) => e.what === 'seen' || e.what === 'done'));
    return lag === undefined && !acted ? undefined : item.created + BigInt(lag ?? 0) * SECOND;
  });

/** Which item each act of a person is about. */
const aboutIn = (units: readonly Unit[]): Map<string, Sighting> =>
  new Map(
    units
      .flatMap((u) => u.moves)
      .flatMap(({ act }) =>
        act.op === 'item.act' ? [[keyOf(act.item), { ...slotOfItemId(act.item), by: BEGIN }]] : [],
      ),
  );

class Maker {
  readonly #plan: Plan;
  readonly #theme: Theme;
  readonly #run: RunLine;
  readonly #moves: TrueMove[] = [];
  #now = BEGIN + MINUTE;
  #seq = 0;
  /** How much is known inexactly; bounded, because every course is tried. */
  #vague = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#theme = THEMES[plan.theme % THEMES.length] ?? GLUCOSE;
    this.#run = runOf(this.#theme);
  }

  /** What the system has truly become at an instant. */
  world(until: Instant): World {
    const units = this.#moves.filter((m) => !m.lost).map((m) => m.unit);
    const story: Story = { ...storyOf([this.#run]), units, end: until, sightings: aboutIn(units) };
    const world = runCourse(story, fixedSchedule(units), [], first, 0);
    if (world === undefined) throw new Error('a true course has nothing odd');
    return world;
  }

  #add(acts: readonly Act[], picks: Picks): void {
    const [act] = acts;
    if (act === undefined) return;
    const via = this.#theme.portal === true ? 'fhir' : picks.of(['fhir', 'hl7v2'] as const);
    const moves = acts.map((a): Move => ({ seq: (this.#seq += 1), via, act: a, outcome: undefined }));
    const exact =
      act.op === 'item.act' || act.op === 'source.set' || act.op === 'device.register' || this.#releases(act);
    const silent = !exact && isJudged(act) && this.#vague === 0 && picks.chance(this.#moves.length < 2 ? 1 : 6);
    const [before, after] = exact || this.#vague > (this.#escalates ? 0 : 2) ? [0, 0] : picks.of(WINDOWS);
    this.#vague += silent ? 3 : before + after > 0 ? 1 : 0;
    const unit: Unit = {
      name: `${moves[0]?.seq}`,
      moves,
      whole: act.op === 'reading.submit' && act.bundle !== undefined && act.bundle.kind !== 'batch',
      sent: this.#now,
      settled: this.#now,
    };
    const sent = this.#now - BigInt(before) * SECOND;
    this.#moves.push({
      unit,
      via,
      sent: sent < BEGIN ? BEGIN : sent,
      settled: this.#now + BigInt(after) * SECOND,
      silent,
      lost: silent && picks.chance(40),
    });
  }

  /** Each instant at which a critical item may be created is a course of its own for its copies. */
  get #escalates(): boolean {
    return this.#theme.rules.some((list) => list.some((r) => r.kind === 'escalation'));
  }

  /** When a rule about missing data begins its period anew, that instant must be known. */
  #releases(act: Act): boolean {
    return (
      act.op === 'order.change' && act.order.status === 'active' && act.order.rules.some((r) => r.kind === 'missing')
    );
  }

  move(kind: Kind, picks: Picks): void {
    this.#now += APART;
    const world = this.world(this.#now);
    const draft: Draft = {
      theme: this.#theme,
      picks,
      now: this.#now,
      world,
      past: this.#moves.flatMap((m) => m.unit.moves.map((x) => x.act)),
    };
    const acts = orderActs(kind, draft) ?? readingActs(kind, draft) ?? otherActs(kind, draft);
    const fit = acts.length > 0 ? acts : (readingActs('reading', draft) ?? []);
    const [act] = fit;
    const room = MOST_MOVES - draft.past.length;
    if (act?.op === 'item.act') {
      const { slot, n } = slotOfItemId(act.item);
      const item = world.items.filter((x) => x.slot === slot)[n];
      const i = item === undefined ? 0 : world.items.indexOf(item);
      const by = seenBy(this.#plan, world)[i] ?? item?.created ?? this.#now;
      if (by >= this.#now) this.#now = by + SECOND;
    }
    if (fit.length <= room) this.#add(fit, picks);
  }

  wait(minutes: number): void {
    this.#now += BigInt(minutes) * MINUTE;
  }

  make(): TrueCourse {
    const opening = new Picks(this.#plan.opening);
    if (this.#theme.portal === true) {
      const version = opening.of(['17.2', '17.2', '7.1']);
      const device = {
        identifier: { system: 'urn:example:device', value: 'phone' },
        patient: patient(),
        kind: 'phone',
        manufacturer: 'A',
        model: 'B',
        platform: { os: 'ios', version },
      } as const;
      const at = this.#now;
      this.#now = BEGIN;
      this.#add([{ op: 'device.register', device }], opening);
      this.#now = at;
    }
    for (const kind of this.#theme.opening) {
      if (!opening.chance(4)) this.move(kind, opening);
      this.wait(1);
    }
    for (const { picks: numbers } of this.#plan.moves) {
      const picks = new Picks(numbers);
      const kind = picks.of(this.#theme.kinds);
      this.wait(picks.of(this.#theme.waits));
      this.move(kind, picks);
    }
    const last = this.#moves.reduce((a, m) => (m.settled > a ? m.settled : a), this.#now);
    const end = last + BigInt(new Picks([this.#plan.rest]).of([30, 100, 14 * 60, 26 * 60, 1])) * MINUTE;
    const world = this.world(end);
    return { run: this.#run, moves: this.#moves, world, seenBy: seenBy(this.#plan, world), end };
  }
}

/** No two moves lie whole minutes apart, so that nothing falls due at the very instant of a move: that is open both ways. */
const APART = 7n * SECOND;

/** Seconds before and after its true instant between which an operation is known to have taken effect. */
const WINDOWS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 0],
  [1, 1],
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 0],
  [400, 30],
  [0, 600],
  [1500, 0],
  [2, 900],
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 0],
];

export const trueCourse = (plan: Plan): TrueCourse => new Maker(plan).make();
