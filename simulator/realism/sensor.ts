import type { RandomStream } from '../random.ts';
import { STEP_MINUTES } from './continuous-statistics.ts';
import type { Observation } from './observation.ts';

/**
 * What a sensor under the skin would have shown of a true curve, one value every five minutes: it follows
 * plasma with a delay, and its error has a memory. The real dense records were measured so, and a true curve
 * is smoother than any of them.
 */
export interface SensorModel {
  readonly delayMinutes: number;
  /** Deviation of the error that passes, mg/dL, and its correlation from one value to the next. */
  readonly errorSdMgDl: number;
  readonly errorMemory: number;
}

/** Delay: mean of S2008. Memory: 0.7 in a quarter of an hour, as in simglucose. Deviation [assumed]: 9 % of 78 mg/dL. */
export const SENSOR: SensorModel = { delayMinutes: 10.5, errorSdMgDl: 7, errorMemory: 0.888 };

/** `curve` in steps of five minutes, without gaps. */
export function sensed(curve: readonly Observation[], model: SensorModel, random: RandomStream): Observation[] {
  const follows = 1 - Math.exp(-STEP_MINUTES / model.delayMinutes);
  const fresh = model.errorSdMgDl * Math.sqrt(1 - model.errorMemory * model.errorMemory);
  let under = curve[0]?.mgDl ?? 0;
  let error = random.normal(0, model.errorSdMgDl);
  return curve.map((o) => {
    under += (o.mgDl - under) * follows;
    error = error * model.errorMemory + random.normal(0, fresh);
    return { ...o, mgDl: Math.max(39, Math.round(under + error)) };
  });
}
