import { restingGlucose } from './glucose-balance.ts';
import type { Type1Parameters, Type1Rest } from './type1-parameters.ts';

/** Insulin into the skin, pmol/kg/min, that keeps plasma at `ib`: what goes in equals what is lost. */
const basalPmolKgMin = (p: Pick<Type1Parameters, 'ib' | 'vi' | 'm1' | 'm2' | 'm4' | 'm30'>): number =>
  p.ib * p.vi * (p.m2 + p.m4 - (p.m1 * p.m2) / (p.m1 + p.m30));

/** Solves the model for no change under its basal rate. Returns undefined when the parameters have no such state. */
export function type1Rest(p: Type1Parameters): Type1Rest | undefined {
  const rest = restingGlucose({ ...p, made: p.kp1 - p.kp3 * p.ib });
  if (rest === undefined) return undefined;
  const { plasmaGlucose, tissueGlucose } = rest;
  const basal = basalPmolKgMin(p);
  const plasmaInsulin = p.ib * p.vi;
  const first = basal / (p.ka1 + p.kd);
  return {
    glucoseMgDl: plasmaGlucose / p.vg,
    basalPmolKgMin: basal,
    plasmaGlucose,
    tissueGlucose,
    plasmaInsulin,
    liverInsulin: (p.m2 * plasmaInsulin) / (p.m1 + p.m30),
    skinInsulin: [first, (p.kd * first) / p.ka2],
  };
}
