/**
 * One person's glucose–insulin system in the meal model of Dalla Man, Rizza and Cobelli (IEEE TBME
 * 54(10), 2007). Units per field; masses are per kilogram of body weight.
 */
export interface GlucoseParameters {
  readonly bodyWeightKg: number;
  /** Glucose distribution volume, dL/kg, and the exchange between plasma and tissue, 1/min. */
  readonly vg: number;
  readonly k1: number;
  readonly k2: number;
  /** Insulin distribution volume, L/kg; rates 1/min; m5 min·kg/pmol; m6 and heb no unit. */
  readonly vi: number;
  readonly m1: number;
  readonly m2: number;
  readonly m4: number;
  readonly m5: number;
  readonly m6: number;
  readonly heb: number;
  /** Emptying and absorption of the gut, 1/min; f, b and d no unit. */
  readonly kmax: number;
  readonly kmin: number;
  readonly kabs: number;
  readonly kgri: number;
  readonly f: number;
  readonly b: number;
  readonly d: number;
  /** Production by the liver: mg/kg/min, 1/min, mg/kg/min per pmol/L, mg/kg/min per pmol/kg, 1/min. */
  readonly kp1: number;
  readonly kp2: number;
  readonly kp3: number;
  readonly kp4: number;
  readonly ki: number;
  /** Use: mg/kg/min, mg/kg/min, mg/kg/min per pmol/L, mg/kg, 1/min. */
  readonly fcns: number;
  readonly vm0: number;
  readonly vmx: number;
  readonly km0: number;
  readonly p2u: number;
  /** Secretion: pmol/kg per mg/dL, 1/min, pmol/kg/min per mg/dL, 1/min. */
  readonly k: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** Loss through the kidney: 1/min above mg/kg. */
  readonly ke1: number;
  readonly ke2: number;
}

/** The mean normal subject. Source: table of the paper as checked in BIOMD0000000379. */
export const NORMAL: GlucoseParameters = {
  bodyWeightKg: 78,
  vg: 1.88,
  k1: 0.065,
  k2: 0.079,
  vi: 0.05,
  m1: 0.19,
  m2: 0.484,
  m4: 0.194,
  m5: 0.0304,
  m6: 0.6471,
  heb: 0.6,
  kmax: 0.0558,
  kmin: 0.008,
  kabs: 0.057,
  kgri: 0.0558,
  f: 0.9,
  b: 0.82,
  d: 0.01,
  kp1: 2.7,
  kp2: 0.0021,
  kp3: 0.009,
  kp4: 0.0618,
  ki: 0.0079,
  fcns: 1,
  vm0: 2.5,
  vmx: 0.047,
  km0: 225.59,
  p2u: 0.0331,
  k: 2.3,
  alpha: 0.05,
  beta: 0.11,
  gamma: 0.5,
  ke1: 0.0005,
  ke2: 339,
};

/** The mean subject with type 2 diabetes. Source: the same table, second column. */
export const TYPE_2: GlucoseParameters = {
  bodyWeightKg: 91,
  vg: 1.49,
  k1: 0.042,
  k2: 0.071,
  vi: 0.04,
  m1: 0.379,
  m2: 0.673,
  m4: 0.269,
  m5: 0.0526,
  m6: 0.8118,
  heb: 0.6,
  kmax: 0.0465,
  kmin: 0.0076,
  kabs: 0.023,
  kgri: 0.0465,
  f: 0.9,
  b: 0.68,
  d: 0.09,
  kp1: 3.09,
  kp2: 0.0007,
  kp3: 0.005,
  kp4: 0.0786,
  ki: 0.0066,
  fcns: 1,
  vm0: 4.65,
  vmx: 0.034,
  km0: 466.21,
  p2u: 0.084,
  k: 0.99,
  alpha: 0.013,
  beta: 0.05,
  gamma: 0.5,
  ke1: 0.0007,
  ke2: 269,
};
