import { weigher } from './behaviour/daily-weighing.ts';
import type { DiarySink } from './behaviour/diary.ts';
import { drawHabit } from './behaviour/weighing-habit.ts';
import { weightDiary } from './behaviour/weight-diary.ts';
import { atLocalMs, weekdayOf, type DayNumber, type EpochMs } from './clock.ts';
import type { WeightArchetype } from './cohort/weight-archetypes.ts';
import { drawBody, type FixedDecompensation, usualWeightOf, type WeightPerson } from './cohort/weight-person.ts';
import type { Sampling } from './layers.ts';
import { livingBody } from './physiology/weight/living-body.ts';
import type { WeightParameters } from './physiology/weight/weight-parameters.ts';
import type { RandomSpace } from './random.ts';

export type { FixedDecompensation } from './cohort/weight-person.ts';

/** Whose weight, where and from when. */
export interface WeightSetting {
  readonly archetype: WeightArchetype;
  readonly person: WeightPerson;
  /** Record number of the patient. Who else lives with the scale gets it with a number behind it. */
  readonly personId: string;
  readonly zone: string;
  readonly firstDay: DayNumber;
  readonly fixed?: FixedDecompensation;
  /** Other numbers than are usual for the archetype. */
  readonly parameters?: WeightParameters;
  /** Is told the patient's weight and what happens to it. Changes nothing. */
  readonly diary?: DiarySink;
  /** The streams of this patient. */
  readonly space: RandomSpace;
}

/** A scale's place: who stands on it, one after the other. */
export interface WeightCourse {
  /** What each person of the house weighs at the start, the patient first. */
  readonly profilesKg: readonly number[];
  /** Weighings in order of time, day after day without end. */
  samplings(): Generator<Sampling>;
}

const NO_FAULTS: readonly string[] = [];
const MS_PER_HOUR = 3_600_000;
const MINUTE_MS = 60_000;

/** Nobody, or a child of the house: what is put on the scale besides its users. */
const CHILD_KG = [9, 42] as const;
const SUITCASE_KG = [7, 29] as const;
const CHILD_SHARE = 0.6;
const VISIT_HOURS = [8, 21] as const;

type DayOf = (day: number, weekday: number) => Sampling | undefined;

function bodySampling(atMs: EpochMs, bodyKg: number, clothesKg: number, personId: string): Sampling {
  return {
    atMs,
    presented: bodyKg + clothesKg,
    specimen: 'body',
    truth: { trueValue: bodyKg, trueUnit: 'kg', trueTimeMs: atMs, faultIds: NO_FAULTS, personId },
  };
}

/** One person's days on the scale. */
function lifeOf(setting: WeightSetting): { readonly dryWeightKg: number; readonly liveDay: DayOf } {
  const { archetype, personId, zone, firstDay, space, parameters = usualWeightOf(archetype) } = setting;
  const parts = drawBody(archetype, setting.person, setting.fixed, space.space('body'), parameters);
  const body = livingBody(parts, space.space('body'));
  const { clothesLowKg, clothesHighKg, clothesSdKg } = parameters;
  const weighing = { ...archetype.weighing, clothesKg: [clothesLowKg, clothesHighKg], clothesSdKg } as const;
  const person = weigher(weighing, drawHabit(weighing, space.stream('habit')));
  const weighings = space.space('weighing');
  const diary =
    setting.diary === undefined ? undefined : weightDiary(setting.diary, zone, firstDay, parts.decompensation);
  const liveDay: DayOf = (day, weekday) => {
    body.live(day, weekday);
    diary?.tell(day, body);
    if (!person.live(day, weighings.at(day))) return undefined;
    const hour = person.hour();
    const atMs = atLocalMs(zone, firstDay + day, Math.round(hour * MS_PER_HOUR));
    return bodySampling(atMs, body.weightKg(hour), person.clothesKg(), personId);
  };
  return { dryWeightKg: parts.dryWeightKg, liveDay };
}

/** Somebody or something that is on no profile, on a few days of the year. */
function visitsOf({ personId, zone, firstDay, space }: WeightSetting, perDay: number): DayOf {
  const days = space.space('visit');
  return (day) => {
    const random = days.at(day);
    if (!random.bernoulli(perDay)) return undefined;
    const isChild = random.bernoulli(CHILD_SHARE);
    const [least, most] = isChild ? CHILD_KG : SUITCASE_KG;
    const kg = random.between(least, most);
    const atMs = atLocalMs(zone, firstDay + day, Math.round(random.between(...VISIT_HOURS) * 3600) * 1000);
    return bodySampling(atMs, kg, 0, isChild ? `${personId}-child` : '');
  };
}

/** The patient's life, and the lives of those who share the scale. Each has streams of their own. */
export function weightCourse(setting: WeightSetting): WeightCourse {
  const { archetype, firstDay, space } = setting;
  const patient = lifeOf(setting);
  const { household } = archetype;
  if (household === undefined) {
    return { profilesKg: [patient.dryWeightKg], samplings: () => alone(patient.liveDay, firstDay) };
  }
  const drawn = space.stream('household');
  const [least, most] = household.members;
  const size = least + drawn.int(most - least + 1);
  const { diary: _patients, ...house } = setting;
  const others = Array.from({ length: size - 1 }, (_, i) =>
    lifeOf({
      ...house,
      person: { gender: drawn.pick(['female', 'male']), ageYears: drawn.between(...archetype.ageYears) },
      personId: `${setting.personId}-${i + 2}`,
      space: space.space('member', i + 2),
    }),
  );
  const lives = [patient, ...others];
  const days = [...lives.map((life) => life.liveDay), visitsOf(setting, household.visitsPerDay)];
  return { profilesKg: lives.map((life) => life.dryWeightKg), samplings: () => together(days, firstDay) };
}

function* alone(liveDay: DayOf, firstDay: DayNumber): Generator<Sampling> {
  for (let day = 0; ; day++) {
    const sampling = liveDay(day, weekdayOf(firstDay + day));
    if (sampling !== undefined) yield sampling;
  }
}

/** Several people's weighings by time. Where two would stand on it at once, one waits a minute. */
function* together(people: readonly DayOf[], firstDay: DayNumber): Generator<Sampling> {
  for (let day = 0; ; day++) {
    const today: Sampling[] = [];
    for (const liveDay of people) {
      const sampling = liveDay(day, weekdayOf(firstDay + day));
      if (sampling !== undefined) today.push(sampling);
    }
    today.sort((a, b) => a.atMs - b.atMs);
    let last = Number.NEGATIVE_INFINITY;
    for (const sampling of today) {
      const atMs = Math.max(sampling.atMs, last + MINUTE_MS);
      last = atMs;
      yield atMs === sampling.atMs ? sampling : { ...sampling, atMs, truth: { ...sampling.truth, trueTimeMs: atMs } };
    }
  }
}
