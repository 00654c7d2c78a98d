import { MINUTE_MS, weekday } from '../clock.ts';
import type { StreamOf } from '../layers.ts';
import { agenda, type Agenda } from './agenda.ts';
import { mealMinutes, planMeals, planTests, type PlannedMeal } from './day-plan.ts';
import { isAbsent, missChance, staysEngaged } from './engagement.ts';
import type { GlucoseBehaviour, Occasion } from './glucose-behaviour.ts';
import type { Bolus } from './insulin-user.ts';
import type { LocalDay } from './local-day.ts';
import { drawParts, type DayParts } from './modulation.ts';
import { illAppetite, illTests, spellsOf } from './spells.ts';
import type { Ways } from './ways.ts';

export type Happening =
  | { readonly kind: 'meal'; readonly meal: PlannedMeal }
  | { readonly kind: 'test'; readonly occasion: Occasion }
  | { readonly kind: 'bolus'; readonly bolus: Bolus }
  | { readonly kind: 'basal' };

/** What one day hands to the next. */
export interface Carried {
  readonly engaged: boolean;
  /** Without any test. */
  readonly absent: boolean;
  readonly illDays: number;
  /** Logarithm of the day's sensitivity. */
  readonly logLevel: number;
  /** Minute since 1970 at which exercise last began. */
  readonly exerciseAt: number;
}
export const AT_FIRST: Carried = { engaged: true, absent: false, illDays: 0, logLevel: 0, exerciseAt: -Infinity };

/** One day as it was drawn at its start, before anybody reacts to anything. */
export interface Today extends Carried {
  readonly local: LocalDay;
  /** Day 0 is the first with tests. */
  readonly day: number;
  readonly parts: DayParts;
  readonly tabletTaken: boolean;
  readonly plan: Agenda<Happening>;
}

const SATURDAY = 5;

/** Draws a day. Its streams are `day`, `meals` and `tests`, so that a test more moves no meal. */
export function drawDay(
  b: GlucoseBehaviour,
  ways: Ways,
  local: LocalDay,
  day: number,
  before: Carried,
  streamOf: StreamOf,
): Today {
  const random = streamOf('day', day);
  const { sensitivitySd, sensitivityMemory: memory } = b.rhythm;
  const logLevel = memory * before.logLevel + random.normal(0, sensitivitySd * Math.sqrt(1 - memory * memory));
  const engaged = staysEngaged(before.engaged, b.engagement, ways.misses, random);
  const { illDays, exerciseMinute } = spellsOf(b.spells, before.illDays, random);
  const tabletTaken = random.bernoulli(b.tablets?.adherence ?? 1);
  const parts = drawParts(b.rhythm, logLevel, ways, random);
  const absent = isAbsent(before.absent, b.engagement, ways.absencePerDay, random);
  const exerciseAt =
    exerciseMinute === undefined ? before.exerciseAt : local.startMs / MINUTE_MS + local.elapsedAt(exerciseMinute);

  const weekend = weekday(local.date) >= SATURDAY;
  const plan = agenda<Happening>();
  const eating = streamOf('meals', day);
  const hours = mealMinutes(b, ways, weekend, eating);
  const missed = absent ? 1 : missChance(engaged, b.engagement, ways.misses);
  const testing = streamOf('tests', day);
  if (b.basal !== undefined) plan.add(local.elapsedAt(Math.round(b.basal.hour * 60)), { kind: 'basal' });
  for (const { occasion, minute } of planTests(b, ways, hours, missed, illTests(illDays), testing)) {
    plan.add(local.elapsedAt(minute), { kind: 'test', occasion });
  }
  for (const meal of planMeals(b, ways, hours, weekend, illAppetite(illDays), eating)) {
    plan.add(local.elapsedAt(meal.minute), { kind: 'meal', meal });
  }
  return { local, day, engaged, absent, illDays, logLevel, exerciseAt, parts, tabletTaken, plan };
}
