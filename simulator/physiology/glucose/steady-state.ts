import { restingGlucose } from './glucose-balance.ts';
import type { GlucoseParameters } from './parameters.ts';

/** The person at rest, long after a meal. The model starts here, or its curve would drift. */
export interface SteadyState {
  /** mg/dL */
  readonly glucoseMgDl: number;
  /** pmol/L */
  readonly insulinPmolL: number;
  /** Insulin secretion, pmol/kg/min. */
  readonly secretion: number;
  /** Masses: plasma and tissue glucose in mg/kg; plasma, liver and portal insulin in pmol/kg. */
  readonly plasmaGlucose: number;
  readonly tissueGlucose: number;
  readonly plasmaInsulin: number;
  readonly liverInsulin: number;
  readonly portalInsulin: number;
  /** Glucose made by the liver, mg/kg/min. */
  readonly production: number;
}

/**
 * Solves the model for no change. The published basal values are rounded and drift by some 3 %; the
 * table's own solution does not. Returns undefined when the parameters have none.
 */
export function steadyStateOf(p: GlucoseParameters): SteadyState | undefined {
  const secretion = (p.m6 - p.heb) / p.m5;
  const portalInsulin = secretion / p.gamma;
  const plasmaInsulin = secretion / (p.m2 * (p.heb / (1 - p.heb)) + p.m4 / (1 - p.heb));
  const liverInsulin = ((p.m2 + p.m4) * plasmaInsulin) / p.m1;
  const insulinPmolL = plasmaInsulin / p.vi;

  const rest = restingGlucose({ ...p, made: p.kp1 - p.kp3 * insulinPmolL - p.kp4 * portalInsulin });
  if (rest === undefined) return undefined;
  return {
    glucoseMgDl: rest.plasmaGlucose / p.vg,
    insulinPmolL,
    secretion,
    plasmaInsulin,
    liverInsulin,
    portalInsulin,
    ...rest,
  };
}
