import { HALL_2011, type HallParameters, type HallPerson } from './hall-parameters.ts';
import { hallBaseline, type HallBaseline } from './hall-person.ts';

/** What is eaten against what keeps the weight. */
interface IntakeChange {
  /** Energy, kcal/d: -500 for a diet. */
  readonly energyKcal: number;
  /** Sodium, mg/d. Absent: none. */
  readonly sodiumMg?: number;
}

/** The parts of a body weight, kg, and the adaptation to what is eaten, kcal/d. */
interface HallState {
  readonly weightKg: number;
  readonly fatKg: number;
  readonly leanKg: number;
  readonly extracellularKg: number;
  readonly glycogenKg: number;
  readonly adaptationKcal: number;
}

export interface HallModel {
  readonly baseline: HallBaseline;
  /** Lives `days` days at one intake; a day is one step of fourth order, within 0.005 kg of smaller ones. */
  advance(days: number, change: IntakeChange): void;
  weightKg(): number;
  state(): HallState;
}

type Vector = [lean: number, glycogen: number, extracellular: number, adaptation: number];
const STEPS_PER_DAY = 1;

/** The four rates of change at a state, written into `out`. Fat follows lean tissue by Forbes' curve. */
function ratesOf(p: HallParameters, base: HallBaseline) {
  const forbes = (p.forbesKg * p.rhoLean) / p.rhoFat;
  const carbohydrate = p.carbohydrateShare * base.intakeKcal;
  const glycogenRate = carbohydrate / (p.glycogenKg * p.glycogenKg);
  const held = 1 + p.waterPerGlycogen;
  const constant =
    base.intakeKcal - p.gammaLean * base.leanKg - p.gammaFat * base.fatKg - base.activityKcalPerKg * base.weightKg;
  const leanCost = (1 + p.etaLean / p.rhoLean) * forbes;
  const fatCost = 1 + p.etaFat / p.rhoFat;

  const fatOf = (lean: number): number =>
    base.fatKg * Math.exp((p.rhoLean * (lean - base.leanKg)) / (p.rhoFat * forbes));
  const weightOf = ([lean, glycogen, extracellular]: Vector): number =>
    lean + fatOf(lean) + extracellular + held * glycogen;
  const rates = (state: Vector, energyKcal: number, sodiumMg: number, out: Vector): void => {
    const [lean, glycogen, extracellular, adaptation] = state;
    const fat = fatOf(lean);
    const weight = lean + fat + extracellular + held * glycogen;
    const intake = base.intakeKcal + energyKcal;
    const eatenShare = intake / base.intakeKcal;
    const glycogenKcal = carbohydrate * eatenShare - glycogenRate * glycogen * glycogen;
    const spentBeyondIntake =
      constant +
      base.activityKcalPerKg * weight +
      p.betaTef * energyKcal +
      adaptation -
      intake +
      glycogenKcal +
      p.gammaLean * lean +
      p.gammaFat * fat;
    out[0] = ((spentBeyondIntake / -(leanCost + fatCost * fat)) * forbes) / p.rhoLean;
    out[1] = glycogenKcal / p.rhoGlycogen;
    out[2] =
      (sodiumMg - p.zetaSodium * (extracellular - base.extracellularKg) - p.zetaCarbohydrate * (1 - eatenShare)) /
      p.sodiumMgPerL;
    out[3] = (p.betaAdaptation * energyKcal - adaptation) / p.tauAdaptationDays;
  };
  return { rates, fatOf, weightOf };
}

/** A body under changing intake, from balance. Give only parameters and people that `hallProblems` finds nothing in. */
export function hallModel(person: HallPerson, parameters: HallParameters = HALL_2011): HallModel {
  const baseline = hallBaseline(person, parameters);
  const { rates, fatOf, weightOf } = ratesOf(parameters, baseline);
  const now: Vector = [baseline.leanKg, parameters.glycogenKg, baseline.extracellularKg, 0];
  const there: Vector = [0, 0, 0, 0];
  const slopes: readonly [Vector, Vector, Vector, Vector] = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  const ahead = (slope: Vector, days: number): Vector => {
    for (let i = 0; i < 4; i++) there[i] = (now[i] ?? 0) + days * (slope[i] ?? 0);
    return there;
  };
  const step = (days: number, energyKcal: number, sodiumMg: number): void => {
    const [k1, k2, k3, k4] = slopes;
    rates(now, energyKcal, sodiumMg, k1);
    rates(ahead(k1, days / 2), energyKcal, sodiumMg, k2);
    rates(ahead(k2, days / 2), energyKcal, sodiumMg, k3);
    rates(ahead(k3, days), energyKcal, sodiumMg, k4);
    for (let i = 0; i < 4; i++) {
      now[i] = (now[i] ?? 0) + (days / 6) * ((k1[i] ?? 0) + 2 * (k2[i] ?? 0) + 2 * (k3[i] ?? 0) + (k4[i] ?? 0));
    }
  };
  return {
    baseline,
    advance: (days, { energyKcal, sodiumMg = 0 }) => {
      const steps = Math.ceil(days * STEPS_PER_DAY);
      for (let i = 0; i < steps; i++) step(days / steps, energyKcal, sodiumMg);
    },
    weightKg: () => weightOf(now),
    state: () => {
      const [leanKg, glycogenKg, extracellularKg, adaptationKcal] = now;
      return { weightKg: weightOf(now), fatKg: fatOf(leanKg), leanKg, extracellularKg, glycogenKg, adaptationKcal };
    },
  };
}
