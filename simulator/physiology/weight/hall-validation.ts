import { hallModel } from './hall.ts';
import { HALL_2011, type HallParameters, type HallPerson } from './hall-parameters.ts';

const YEAR_DAYS = 365;
const MAX_DRIFT_KG = 0.01;
/** A diet and a surplus that a living body gets through, kcal/d. */
const TEST_CHANGES = [0, -700, 1000] as const;
export const HALL_SHARES = ['betaTef', 'betaAdaptation', 'carbohydrateShare'] as const;
const RANGES: readonly (readonly [name: keyof HallPerson, low: number, high: number])[] = [
  ['ageYears', 18, 110],
  ['heightM', 1.2, 2.3],
  ['weightKg', 30, 350],
  ['activityLevel', 1.1, 2.6],
];

/**
 * Why this is not an adult body: a constant that is not positive, a share of 1 or more, a person
 * outside the formulas' range, a part of the body below zero at the start, at rest or on a diet, or a
 * weight that drifts by more than 0.01 kg in a year at rest. Empty means usable.
 */
export function hallProblems(person: HallPerson, p: HallParameters = HALL_2011): readonly string[] {
  const problems = Object.entries(p)
    .filter(([, value]) => !(Number.isFinite(value) && value > 0))
    .map(([name, value]) => `${name} is ${value}, not a positive number`);
  for (const name of HALL_SHARES) if (p[name] >= 1) problems.push(`${name} is ${p[name]}, not below 1`);
  for (const [name, low, high] of RANGES) {
    const value = Number(person[name]);
    if (!(value >= low && value <= high)) problems.push(`${name} is ${value}, not ${low} to ${high}`);
  }
  if (problems.length > 0) return problems;
  for (const energyKcal of TEST_CHANGES) {
    const problem = problemOfYear(person, p, energyKcal);
    if (problem !== undefined) return [problem];
  }
  return [];
}

function problemOfYear(person: HallPerson, p: HallParameters, energyKcal: number): string | undefined {
  const model = hallModel(person, p);
  const occasion = energyKcal === 0 ? 'at rest' : `at ${energyKcal > 0 ? '+' : ''}${energyKcal} kcal a day`;
  for (let day = 0; day <= YEAR_DAYS; day++) {
    if (day > 0) model.advance(1, { energyKcal });
    const { adaptationKcal, ...masses } = model.state();
    const bad = Object.entries(masses).find(([, kg]) => !(kg > 0));
    if (bad !== undefined) return `${bad[0]} is ${bad[1].toFixed(3)} kg ${occasion}, day ${day}`;
    const drift = Math.abs(masses.weightKg - person.weightKg);
    if (energyKcal === 0 && drift > MAX_DRIFT_KG) return `the weight drifts by ${drift.toFixed(3)} kg ${occasion}`;
    if (!Number.isFinite(adaptationKcal)) return `the adaptation is ${adaptationKcal} ${occasion}, day ${day}`;
  }
  return undefined;
}
