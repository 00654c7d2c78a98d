import { hallModel } from './hall.ts';
import type { HallParameters, HallPerson } from './hall-parameters.ts';
import { intakeChangeKcal, type IntakeProgram } from './intake.ts';

const DAYS_PER_MONTH = 30.4;
const DAYS_PER_WEEK = 7;

/** The weight under water and gut: fat, muscle, bone. Days are lived in order, the first is day 0. */
export interface Tissue {
  /** Weight on the next day, kg; on the first call on day 0. */
  live(): number;
}

/** A dry weight that drifts by so much a month, within 5 kg either way. */
export function driftingTissue(dryWeightKg: number, kgPerMonth: number): Tissue {
  let day = -1;
  return {
    live: () => {
      day++;
      return dryWeightKg + Math.min(5, Math.max(-5, (kgPerMonth * day) / DAYS_PER_MONTH));
    },
  };
}

/** Nobody lives with less than this share of the weight they had. */
const LEAST_SHARE = 0.6;

/** Wasting by a share of the weight each week: 0.5 in cardiac cachexia (realism facts 4.4). */
export function wastingTissue(dryWeightKg: number, percentPerWeek: number): Tissue {
  const daily = Math.exp(Math.log(1 - percentPerWeek / 100) / DAYS_PER_WEEK);
  let share = 1 / daily;
  return {
    live: () => {
      share = Math.max(LEAST_SHARE, share * daily);
      return dryWeightKg * share;
    },
  };
}

/** A body in a weight-loss programme, by the model of Hall. */
export function programTissue(person: HallPerson, program: IntakeProgram, parameters?: HallParameters): Tissue {
  const model = hallModel(person, parameters);
  let day = -1;
  return {
    live: () => {
      if (day >= 0) model.advance(1, { energyKcal: intakeChangeKcal(program, day) });
      day++;
      return model.weightKg();
    },
  };
}
