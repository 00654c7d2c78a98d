import type { Therapy } from '../physiology/glucose/body.ts';
import type { RandomStream } from '../random.ts';
import type { BasalHabit, BolusHabit } from './glucose-behaviour.ts';

/** What the patient knows and does about one dose with a meal. Drawn whether or not it is needed. */
export interface DoseLuck {
  readonly missed: boolean;
  /** Minutes after the meal; 0 in time. */
  readonly lateMinutes: number;
  /** Factor of the carbohydrate as counted, and of how this injection acts. */
  readonly counted: number;
  readonly action: number;
}

const LATE_MINUTES = [15, 60] as const;

export function doseLuck(habit: BolusHabit, random: RandomStream): DoseLuck {
  const missed = random.bernoulli(habit.missed);
  const late = random.bernoulli(habit.late);
  const lateMinutes = Math.round(random.between(...LATE_MINUTES));
  const counted = random.logNormal(1, habit.carbCountSigma);
  const action = random.logNormal(1, habit.actionSigma);
  return { missed, lateMinutes: late ? lateMinutes : 0, counted, action };
}

/** Units that bring a reading to the aim; below it, units to leave out (negative). */
export const correctionUnits = (
  readingMgDl: number | undefined,
  targetMgDl: number,
  strength: number,
  { correctionMgDlPerUnit }: Therapy,
): number => (readingMgDl === undefined ? 0 : (strength * (readingMgDl - targetMgDl)) / correctionMgDlPerUnit);

/** Insulin for a meal: what was counted, and a correction of what was just read. Syringes count half units. */
export function mealUnits(options: {
  readonly grams: number;
  readonly share: number;
  readonly luck: DoseLuck;
  readonly readingMgDl: number | undefined;
  /** What a reading is corrected to. */
  readonly targetMgDl: number;
  readonly habit: BolusHabit;
  readonly therapy: Therapy;
}): number {
  const { grams, share, luck, readingMgDl, targetMgDl, habit, therapy } = options;
  const forMeal = (grams * luck.counted * share) / therapy.carbohydrateGramsPerUnit;
  const corrected = forMeal + correctionUnits(readingMgDl, targetMgDl, habit.correction, therapy);
  return halfUnits(corrected);
}

/** What a pen gives at once; nobody injects twice for one dose. */
export const MOST_UNITS = 80;

/** A dose as it can be given: half units, from none to what a pen holds. */
export const halfUnits = (units: number): number => Math.min(MOST_UNITS, Math.max(0, Math.round(units * 2) / 2));

/** Insulin as injected, and as it acts: one place under the skin takes up better than another. */
export interface Injection {
  readonly units: number;
  readonly effect: number;
}

/** Today's long-acting dose: usual, forgotten (0), or half or half as much again by mistake. */
export function basalInjection(habit: BasalHabit, share: number, therapy: Therapy, random: RandomStream): Injection {
  const missed = random.bernoulli(habit.missed);
  const wrong = random.bernoulli(habit.wrongSize);
  const size = random.bernoulli(0.5) ? 1.5 : 0.5;
  const action = random.logNormal(1, habit.actionSigma);
  const units = missed ? 0 : halfUnits(therapy.basalUnitsPerDay * share * (wrong ? size : 1));
  return { units, effect: units * action };
}
