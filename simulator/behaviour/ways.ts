import type { RandomStream } from '../random.ts';
import type { GlucoseBehaviour, MealHabits, MealName, TestHabit } from './glucose-behaviour.ts';
import { PARTS } from './modulation.ts';

/** One person's own ways, drawn once. */
export interface Ways {
  /** Own hour of each meal. */
  readonly hours: ReadonlyMap<MealName, number>;
  readonly appetite: number;
  /** Share of the needed insulin that this person takes: to meals, and as basal. */
  readonly bolusShares: ReadonlyMap<MealName, number>;
  readonly basalShare: number;
  /** Factor of the chance to miss a test. */
  readonly misses: number;
  readonly dawn: number;
  /** Factor of how far days stray from the person's hours, and of how far insulin's effect does from its own. */
  readonly strays: number;
  readonly swings: number;
  readonly feltBelowMgDl: number;
  /** Factor of the liver's production in each part of all of this person's days. */
  readonly parts: readonly number[];
  /** Chance that a day begins an absence from testing. */
  readonly absencePerDay: number;
  /** Chance to plan each test of the archetype, in its order. */
  readonly plans: readonly number[];
  /** What this person corrects a reading to, mg/dL; 0 for who injects nothing with meals. */
  readonly targetMgDl: number;
}

const LARGEST_DAWN = 0.4;
/** What anybody is told to correct to: from strict care to what merely keeps symptoms away [assumed], mg/dL. */
const AIMS = [80, 250] as const;
const EARLIEST_HOUR = 4.5;
const LATEST_HOUR = 23.6;

const MOST_ABSENCES_PER_DAY = 0.3;

/** One for each part of a day; their product is 1. */
function lastingParts(deviation: number, random: RandomStream): readonly number[] {
  const logs = PARTS.map(() => random.normal(0, deviation));
  const middle = logs.reduce((a, b) => a + b, 0) / logs.length;
  return logs.map((log) => Math.exp(log - middle));
}

function planChance({ probability, personSd }: TestHabit, random: RandomStream): number {
  const shift = Math.exp(random.normal(0, personSd ?? 0));
  if (personSd === undefined) return probability;
  return (probability * shift) / (1 - probability + probability * shift);
}

/** Draws in a fixed order: a habit that an archetype lacks still takes its draw. */
export function waysOf(b: GlucoseBehaviour, random: RandomStream): Ways {
  const appetite = b.meals.appetite * random.logNormal(1, b.meals.personSigma);
  const dawn = Math.min(LARGEST_DAWN, random.logNormal(b.rhythm.dawn.median, b.rhythm.dawn.sigma));
  const basalShare = random.logNormal(b.basal?.share ?? 0, b.basal?.personSigma ?? 0);
  const misses = random.logNormal(1, b.engagement.personSigma);
  const feltBelowMgDl = random.normal(b.hypo?.feltBelow ?? 0, b.hypo?.feltSd ?? 0);
  const strays = random.logNormal(1, b.meals.regularitySigma);
  const swings = random.logNormal(1, b.rhythm.personSigma);
  const hours = new Map<MealName, number>();
  const bolusShares = new Map<MealName, number>();
  for (const { name, usual } of b.meals.list) {
    const hour = random.normal(usual.hour, usual.personSdHours);
    hours.set(name, Math.min(LATEST_HOUR, Math.max(EARLIEST_HOUR, hour)));
    bolusShares.set(name, random.logNormal(b.bolus?.share[name] ?? 1, b.bolus?.personSigma ?? 0));
  }
  const { absences } = b.engagement;
  const absencePerDay = Math.min(
    MOST_ABSENCES_PER_DAY,
    random.logNormal(absences?.perDay ?? 0, absences?.personSigma ?? 0),
  );
  const parts = lastingParts(b.rhythm.lastingPartSd ?? 0, random);
  const plans = b.tests.map((test) => planChance(test, random));
  const aim = random.logNormal(b.bolus?.targetMgDl ?? 0, b.bolus?.targetSigma ?? 0);
  const targetMgDl = b.bolus === undefined ? 0 : Math.min(AIMS[1], Math.max(AIMS[0], aim));
  return {
    hours,
    appetite,
    bolusShares,
    basalShare,
    misses,
    dawn,
    strays,
    swings,
    feltBelowMgDl,
    parts,
    absencePerDay,
    plans,
    targetMgDl,
  };
}

/** The ways of somebody who rests at so many mg/dL, where that goes with how much is eaten. No draw hangs on it. */
export function eatingAsTheyRest(ways: Ways, { appetiteOfRest }: MealHabits, restMgDl: number): Ways {
  if (appetiteOfRest === undefined) return ways;
  const { atMgDl, power } = appetiteOfRest;
  // As `Math.pow`, which engines do not round alike.
  return { ...ways, appetite: ways.appetite * Math.exp(power * Math.log(restMgDl / atMgDl)) };
}
