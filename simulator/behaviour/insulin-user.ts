import type { GlucoseBody } from '../physiology/glucose/body.ts';
import type { RandomStream } from '../random.ts';
import { basalInjection, correctionUnits, doseLuck, halfUnits, mealUnits, type Injection } from './dosing.ts';
import type { GlucoseBehaviour } from './glucose-behaviour.ts';
import type { PlannedMeal } from './day-plan.ts';
import type { Ways } from './ways.ts';

/** A dose of rapid insulin that was decided upon. */
export interface Bolus extends Injection {
  readonly lateMinutes: number;
  readonly missed: boolean;
}

/** Someone who injects: what they last read, and how they dose by it. */
export interface InsulinUser {
  readonly basalHour: number | undefined;
  /** Before the first day: as if the usual basal had been taken for ever. */
  settle(): void;
  reads(minute: number, mgDl: number): void;
  basal(random: RandomStream): Injection;
  /** Undefined for a meal that nobody injects for. */
  forMeal(meal: PlannedMeal, minute: number, random: RandomStream): Bolus | undefined;
  atBedtime(minute: number, random: RandomStream): Bolus | undefined;
}

/** A reading older than this no longer decides a dose. */
const FRESH_MINUTES = 60;

export function insulinOf(b: GlucoseBehaviour, ways: Ways, body: GlucoseBody): InsulinUser {
  const { basal, bolus } = b;
  const { therapy } = body;
  let readMinute = -Infinity;
  let readMgDl = 0;
  const fresh = (minute: number): number | undefined => (minute - readMinute <= FRESH_MINUTES ? readMgDl : undefined);

  return {
    basalHour: basal?.hour,
    settle: () => {
      if (basal === undefined) return;
      body.settleOnLong(therapy.basalUnitsPerDay * ways.basalShare, 24 - basal.hour);
    },
    reads: (minute, mgDl) => {
      readMinute = minute;
      readMgDl = mgDl;
    },
    basal: (random) =>
      basal === undefined ? { units: 0, effect: 0 } : basalInjection(basal, ways.basalShare, therapy, random),
    forMeal: (meal, minute, random) => {
      if (bolus?.share[meal.name] === undefined) return undefined;
      const luck = doseLuck(bolus, random);
      const share = ways.bolusShares.get(meal.name) ?? 1;
      const readingMgDl = fresh(minute);
      const units = mealUnits({
        grams: meal.grams,
        share,
        luck,
        readingMgDl,
        targetMgDl: ways.targetMgDl,
        habit: bolus,
        therapy,
      });
      return { units, effect: units * luck.action, lateMinutes: luck.lateMinutes, missed: luck.missed };
    },
    atBedtime: (minute, random) => {
      if (bolus === undefined) return undefined;
      const luck = doseLuck(bolus, random);
      const { bedtimeCorrection } = bolus;
      const units = halfUnits(correctionUnits(fresh(minute), ways.targetMgDl, bedtimeCorrection, therapy));
      return units === 0 ? undefined : { units, effect: units * luck.action, lateMinutes: 0, missed: false };
    },
  };
}
