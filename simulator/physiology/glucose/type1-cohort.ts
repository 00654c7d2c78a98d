import type { RandomStream } from '../../random.ts';
import type { Type1Parameters } from './type1-parameters.ts';

/** Mean and coefficient of variation of a number over people, drawn log-normally. */
type Spread = readonly [mean: number, variation: number];

/** What is drawn of a person; the rest follows from the steady state. */
type Drawn = Exclude<keyof Type1Parameters, 'f' | 'fcns' | 'ke1' | 'ke2' | 'kp1' | 'vm0' | 'm4' | 'm30'>;
/** Resting glucose, mg/dL, and production, mg/kg/min, instead of kp1 and vm0 that follow from them. */
type FromRest = 'gb' | 'egpb';

/** How people of one age differ. Source: spreads of realism facts 1.2 over simglucose's cohort, none of whom is in here. */
export type Type1Spread = Readonly<Record<Drawn | FromRest, Spread>>;

export const ADULTS: Type1Spread = {
  bodyWeightKg: [86.1, 0.19],
  gb: [142.8, 0.04],
  ib: [108.5, 0.16],
  egpb: [2.51, 0.13],
  vg: [1.848, 0.07],
  vi: [0.0525, 0.27],
  kabs: [0.21, 0.98],
  kmax: [0.0387, 0.3],
  kmin: [0.0074, 0.55],
  b: [0.785, 0.15],
  d: [0.179, 0.39],
  vmx: [0.0537, 0.59],
  km0: [236.7, 0.09],
  k1: [0.0625, 0.3],
  k2: [0.129, 0.41],
  p2u: [0.0339, 0.32],
  m1: [0.2, 0.37],
  m2: [0.2765, 0.27],
  ki: [0.0084, 0.49],
  kp2: [0.0042, 0.44],
  kp3: [0.0095, 0.59],
  kd: [0.0159, 0.12],
  ksc: [0.0954, 0.28],
  ka1: [0.0034, 0.23],
  ka2: [0.0159, 0.28],
  // Assumed: S2008 has no answer to a low.
  rescue: [0.03, 0.3],
};

/** Children differ from adults in these alone, as far as is known. */
export const CHILDREN: Type1Spread = {
  ...ADULTS,
  bodyWeightKg: [35.9, 0.18],
  gb: [139, 0.04],
  vmx: [0.0975, 0.33],
};

/** Shared by all of the cohort: absorbed fraction, brain uptake, kidney. */
const SHARED = { f: 0.9, fcns: 1, ke1: 0.0005, ke2: 339 } as const;
/** Of insulin clearance: m4 is 0.4 m2, and a liver that extracts 60 % makes m30 1.5 m1. */
const M4_PER_M2 = 0.4;
const M30_PER_M1 = 1.5;

/** A draw that may be nobody: `type1Problems` tells. Every number takes one draw, in the order of the spread. */
export function drawType1(spread: Type1Spread, random: RandomStream): Type1Parameters {
  const drawn = (name: Drawn | FromRest): number => {
    const [mean, variation] = spread[name];
    const square = 1 + variation * variation;
    return random.logNormal(mean / Math.sqrt(square), Math.sqrt(Math.log(square)));
  };
  const gb = drawn('gb');
  const egpb = drawn('egpb');
  const person = {
    bodyWeightKg: drawn('bodyWeightKg'),
    ib: drawn('ib'),
    vg: drawn('vg'),
    vi: drawn('vi'),
    kabs: drawn('kabs'),
    kmax: drawn('kmax'),
    kmin: drawn('kmin'),
    b: drawn('b'),
    d: drawn('d'),
    vmx: drawn('vmx'),
    km0: drawn('km0'),
    k1: drawn('k1'),
    k2: drawn('k2'),
    p2u: drawn('p2u'),
    m1: drawn('m1'),
    m2: drawn('m2'),
    ki: drawn('ki'),
    kp2: drawn('kp2'),
    kp3: drawn('kp3'),
    kd: drawn('kd'),
    ksc: drawn('ksc'),
    ka1: drawn('ka1'),
    ka2: drawn('ka2'),
    rescue: drawn('rescue'),
    ...SHARED,
  };
  const plasma = gb * person.vg;
  const excreted = person.ke1 * Math.max(0, plasma - person.ke2);
  const tissue = (person.fcns + excreted - egpb + person.k1 * plasma) / person.k2;
  return {
    ...person,
    m4: M4_PER_M2 * person.m2,
    m30: M30_PER_M1 * person.m1,
    kp1: egpb + person.kp2 * plasma + person.kp3 * person.ib,
    vm0: ((egpb - person.fcns - excreted) * (person.km0 + tissue)) / tissue,
  };
}
