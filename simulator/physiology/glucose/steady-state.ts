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

/** Far above any plasma glucose mass of a living person, mg/kg. */
const HIGHEST_PLASMA_GLUCOSE = 5000;
const BISECTIONS = 200;

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

  const productionAt = (gp: number): number =>
    Math.max(0, p.kp1 - p.kp2 * gp - p.kp3 * insulinPmolL - p.kp4 * portalInsulin);
  const lossAt = (gp: number): number => p.fcns + p.ke1 * Math.max(0, gp - p.ke2);
  const tissueAt = (gp: number): number => (p.k1 * gp + lossAt(gp) - productionAt(gp)) / p.k2;
  const useAt = (gt: number): number => (p.vm0 * gt) / (p.km0 + gt);
  /** Falls as plasma glucose rises: less is made, more is lost, more is used. */
  const surplusAt = (gp: number): number => productionAt(gp) - lossAt(gp) - useAt(Math.max(0, tissueAt(gp)));

  let low = 0;
  let high = HIGHEST_PLASMA_GLUCOSE;
  if (!(surplusAt(low) > 0 && surplusAt(high) < 0)) return undefined;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (surplusAt(middle) > 0) low = middle;
    else high = middle;
  }
  const plasmaGlucose = (low + high) / 2;
  return {
    glucoseMgDl: plasmaGlucose / p.vg,
    insulinPmolL,
    secretion,
    plasmaGlucose,
    tissueGlucose: tissueAt(plasmaGlucose),
    plasmaInsulin,
    liverInsulin,
    portalInsulin,
    production: productionAt(plasmaGlucose),
  };
}
