/**
 * One person without insulin of their own, as UVA/Padova S2008 describes people. Symbols as usual
 * there; per kilogram of body weight. What follows from these (resting glucose, the insulin that
 * holds it) is worked out, not given.
 */
export interface Type1Parameters {
  readonly bodyWeightKg: number;
  /** Volumes: dL/kg for glucose, L/kg for insulin. */
  readonly vg: number;
  readonly vi: number;
  /** Emptying of the stomach and absorption, 1/min; f, b and d no unit. */
  readonly kmax: number;
  readonly kmin: number;
  readonly kabs: number;
  readonly f: number;
  readonly b: number;
  readonly d: number;
  /** Glucose between plasma and tissue, and into the fluid under the skin, 1/min. */
  readonly k1: number;
  readonly k2: number;
  readonly ksc: number;
  /** Production by the liver: mg/kg/min, 1/min, mg/kg/min per pmol/L. */
  readonly kp1: number;
  readonly kp2: number;
  readonly kp3: number;
  readonly ki: number;
  /** Use: mg/kg/min, mg/kg/min, mg/kg/min per pmol/L, mg/kg, 1/min. */
  readonly fcns: number;
  readonly vm0: number;
  readonly vmx: number;
  readonly km0: number;
  readonly p2u: number;
  /** Loss through the kidney: 1/min above mg/kg. */
  readonly ke1: number;
  readonly ke2: number;
  /** Insulin between liver and plasma and its loss, 1/min. */
  readonly m1: number;
  readonly m2: number;
  readonly m4: number;
  readonly m30: number;
  /** Insulin under the skin, 1/min. */
  readonly kd: number;
  readonly ka1: number;
  readonly ka2: number;
  /**
   * Glucose that the liver adds for every mg/dL below 60, mg/kg/min: adrenalin and glucagon, which S2008
   * leaves out. 0 for the published model.
   */
  readonly rescue: number;
  /** Insulin in plasma under the basal rate, pmol/L. */
  readonly ib: number;
}

/** The person at rest on the basal rate. */
export interface Type1Rest {
  readonly glucoseMgDl: number;
  /** Insulin into the skin that holds it, pmol/kg/min. */
  readonly basalPmolKgMin: number;
  /** mg/kg */
  readonly plasmaGlucose: number;
  readonly tissueGlucose: number;
  /** pmol/kg */
  readonly plasmaInsulin: number;
  readonly liverInsulin: number;
  readonly skinInsulin: readonly [first: number, second: number];
}

/** Every parameter, in the order in which it is described above. */
export const TYPE_1_FIELDS = [
  'bodyWeightKg',
  'vg',
  'vi',
  'kmax',
  'kmin',
  'kabs',
  'f',
  'b',
  'd',
  'k1',
  'k2',
  'ksc',
  'kp1',
  'kp2',
  'kp3',
  'ki',
  'fcns',
  'vm0',
  'vmx',
  'km0',
  'p2u',
  'ke1',
  'ke2',
  'm1',
  'm2',
  'm4',
  'm30',
  'kd',
  'ka1',
  'ka2',
  'rescue',
  'ib',
] as const satisfies readonly (keyof Type1Parameters)[];
