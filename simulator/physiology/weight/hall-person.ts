import type { HallParameters, HallPerson } from './hall-parameters.ts';

/** A body in balance before anything changes: masses in kg, energy in kcal/d. */
export interface HallBaseline {
  readonly weightKg: number;
  readonly fatKg: number;
  readonly leanKg: number;
  readonly extracellularKg: number;
  readonly intakeKcal: number;
  /** Energy of moving, per kg of body weight. */
  readonly activityKcalPerKg: number;
}

/** Resting metabolic rate, kcal/d (Mifflin and St Jeor 1990). */
const restingKcal = ({ sex, ageYears, heightM, weightKg }: HallPerson): number =>
  9.99 * weightKg + 625 * heightM - 4.92 * ageYears + (sex === 'male' ? 5 : -161);

/** Extracellular water by sex, height and weight (Silva 2007, as the planner has it). */
const extracellularOf = ({ sex, ageYears, heightM, weightKg }: HallPerson): number =>
  sex === 'male' ? 0.025 * ageYears + 9.57 * heightM + 0.191 * weightKg - 12.4 : -4 + 5.98 * heightM + 0.167 * weightKg;

/** Fat mass by sex, age and body-mass index (Jackson 2002). */
function fatOf({ sex, ageYears, heightM, weightKg }: HallPerson): number {
  const logBmi = Math.log(weightKg / (heightM * heightM));
  const percent = 0.14 * ageYears + (sex === 'male' ? 37.31 * logBmi - 103.94 : 39.96 * logBmi - 102.01);
  return (percent / 100) * weightKg;
}

/** What the body is made of while it is in balance. Lean tissue is the rest, without water and glycogen. */
export function hallBaseline(person: HallPerson, p: HallParameters): HallBaseline {
  const { weightKg, activityLevel } = person;
  const resting = restingKcal(person);
  const fatKg = fatOf(person);
  const extracellularKg = extracellularOf(person);
  return {
    weightKg,
    fatKg,
    leanKg: weightKg - extracellularKg - fatKg - (1 + p.waterPerGlycogen) * p.glycogenKg,
    extracellularKg,
    intakeKcal: activityLevel * resting,
    activityKcalPerKg: (((1 - p.betaTef) * activityLevel - 1) * resting) / weightKg,
  };
}
