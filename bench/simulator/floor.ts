/**
 * The floor: UVA/Padova's 13 states under the classical Runge–Kutta method by the minute, written as one
 * writes it first, with three meals a day and a dose each. Nothing of the simulator's own models is in here.
 */
import type { Type1Parameters } from '../../simulator/physiology/glucose/type1-parameters.ts';
import type { Type1Rest } from '../../simulator/physiology/glucose/type1-parameters.ts';

const STATES = 13;
const MINUTES_PER_DAY = 1440;
/** Grams at 07:00, 12:00 and 18:00. */
const servedAt = (minute: number): number => (minute === 420 ? 45 : minute === 720 ? 70 : minute === 1080 ? 80 : 0);
const GRAMS_PER_UNIT = 10;
const GRAMS_PER_MINUTE = 5;

function slope(
  p: Type1Parameters,
  x: Float64Array,
  insulin: number,
  eaten: number,
  meal: number,
  out: Float64Array,
): void {
  const stomach = (x[0] as number) + (x[1] as number);
  let empties = p.kmax;
  if (meal > 0) {
    const rise = 5 / (2 * meal * (1 - p.b));
    const fall = 5 / (2 * meal * p.d);
    empties =
      p.kmin +
      ((p.kmax - p.kmin) / 2) *
        (Math.tanh(rise * (stomach - p.b * meal)) - Math.tanh(fall * (stomach - p.d * meal)) + 2);
  }
  out[0] = -p.kmax * (x[0] as number) + eaten;
  out[1] = p.kmax * (x[0] as number) - empties * (x[1] as number);
  out[2] = empties * (x[1] as number) - p.kabs * (x[2] as number);
  const appears = (p.f * p.kabs * (x[2] as number)) / p.bodyWeightKg;
  const made = p.kp1 - p.kp2 * (x[3] as number) - p.kp3 * (x[8] as number);
  const lost = p.ke1 * Math.max(0, (x[3] as number) - p.ke2);
  out[3] = Math.max(made, 0) + appears - p.fcns - lost - p.k1 * (x[3] as number) + p.k2 * (x[4] as number);
  out[4] =
    -((p.vm0 + p.vmx * (x[6] as number)) * (x[4] as number)) / (p.km0 + (x[4] as number)) +
    p.k1 * (x[3] as number) -
    p.k2 * (x[4] as number);
  out[5] =
    -(p.m2 + p.m4) * (x[5] as number) + p.m1 * (x[9] as number) + p.ka1 * (x[10] as number) + p.ka2 * (x[11] as number);
  const inPlasma = (x[5] as number) / p.vi;
  out[6] = -p.p2u * (x[6] as number) + p.p2u * (inPlasma - p.ib);
  out[7] = -p.ki * ((x[7] as number) - inPlasma);
  out[8] = -p.ki * ((x[8] as number) - (x[7] as number));
  out[9] = -(p.m1 + p.m30) * (x[9] as number) + p.m2 * (x[5] as number);
  out[10] = insulin - (p.ka1 + p.kd) * (x[10] as number);
  out[11] = p.kd * (x[10] as number) - p.ka2 * (x[11] as number);
  out[12] = -p.ksc * (x[12] as number) + p.ksc * (x[3] as number);
  if ((x[3] as number) < 0) out[3] = 0;
  if ((x[4] as number) < 0) out[4] = 0;
  if ((x[5] as number) < 0) out[5] = 0;
  for (let i = 9; i < STATES; i++) if ((x[i] as number) < 0) out[i] = 0;
}

/** Mean plasma glucose of `days`, mg/dL. */
export function floor(p: Type1Parameters, rest: Type1Rest, days: number): number {
  const x = Float64Array.of(0, 0, 0, rest.plasmaGlucose, rest.tissueGlucose, rest.plasmaInsulin, 0, p.ib, p.ib);
  const state = new Float64Array(STATES);
  state.set(x);
  state.set([rest.liverInsulin, ...rest.skinInsulin, rest.plasmaGlucose], 9);
  const [a, b, c, d, y] = [1, 2, 3, 4, 5].map(() => new Float64Array(STATES)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [left, meal, eating, sum] = [0, 0, false, 0];
  for (let minute = 0; minute < days * MINUTES_PER_DAY; minute++) {
    const served = servedAt(minute % MINUTES_PER_DAY);
    left += served;
    const insulin = rest.basalPmolKgMin + (served / GRAMS_PER_UNIT) * (6000 / p.bodyWeightKg);
    const mouthful = Math.min(GRAMS_PER_MINUTE, left) * 1000;
    if (mouthful > 0 && !eating) meal = (state[0] as number) + (state[1] as number);
    eating = mouthful > 0;
    meal += mouthful;
    left -= mouthful / 1000;
    slope(p, state, insulin, mouthful, meal, a);
    for (let i = 0; i < STATES; i++) y[i] = (state[i] as number) + 0.5 * (a[i] as number);
    slope(p, y, insulin, mouthful, meal, b);
    for (let i = 0; i < STATES; i++) y[i] = (state[i] as number) + 0.5 * (b[i] as number);
    slope(p, y, insulin, mouthful, meal, c);
    for (let i = 0; i < STATES; i++) y[i] = (state[i] as number) + (c[i] as number);
    slope(p, y, insulin, mouthful, meal, d);
    for (let i = 0; i < STATES; i++)
      state[i] =
        (state[i] as number) + ((a[i] as number) + 2 * (b[i] as number) + 2 * (c[i] as number) + (d[i] as number)) / 6;
    sum += state[3] as number;
  }
  return sum / (days * MINUTES_PER_DAY) / p.vg;
}
