/** What decides the resting glucose once insulin is at its own resting level. Symbols as in the models. */
export interface GlucoseBalance {
  /** Glucose made by the liver were there none in the plasma, mg/kg/min. */
  readonly made: number;
  readonly kp2: number;
  readonly fcns: number;
  readonly ke1: number;
  readonly ke2: number;
  readonly k1: number;
  readonly k2: number;
  readonly vm0: number;
  readonly km0: number;
}

/** Masses at rest, mg/kg, and what the liver makes of it, mg/kg/min. */
export interface RestingGlucose {
  readonly plasmaGlucose: number;
  readonly tissueGlucose: number;
  readonly production: number;
}

/** Far above any plasma glucose mass of a living person, mg/kg. */
const HIGHEST_PLASMA_GLUCOSE = 5000;
const BISECTIONS = 200;

/** The one level at which nothing changes, or undefined when there is none. */
export function restingGlucose(p: GlucoseBalance): RestingGlucose | undefined {
  const productionAt = (gp: number): number => Math.max(0, p.made - p.kp2 * gp);
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
  return { plasmaGlucose, tissueGlucose: tissueAt(plasmaGlucose), production: productionAt(plasmaGlucose) };
}
