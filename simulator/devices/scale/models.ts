export type WeightUnit = 'kg' | '[lb_av]';

/** The steps a scale shows: `step` in units of its last digit. 2 and 1 decimal is 0.2. */
export interface ScaleResolution {
  readonly step: number;
  readonly decimals: 0 | 1 | 2;
}

/** What a scale can do. Realism facts 4.2 and 9.3. */
export interface ScaleModel {
  readonly resolution: Readonly<Record<WeightUnit, ScaleResolution>>;
  /** People it can tell apart. 1: it does not try, and whoever stands on it is its user. */
  readonly users: 1 | 4 | 8;
  /** Above this it shows overload. */
  readonly highestKg: 150 | 180 | 200;
}

/** Below this a scale stays off. */
export const LOWEST_KG = 5;

const FINE = { kg: { step: 5, decimals: 2 }, '[lb_av]': { step: 1, decimals: 1 } } as const;
const TENTHS = { kg: { step: 1, decimals: 1 }, '[lb_av]': { step: 2, decimals: 1 } } as const;
const FIFTHS = { kg: { step: 2, decimals: 1 }, '[lb_av]': { step: 2, decimals: 1 } } as const;
const WHOLE = { kg: { step: 5, decimals: 1 }, '[lb_av]': { step: 1, decimals: 0 } } as const;

export type ScaleModelName = 'telehealth' | 'fine' | 'family' | 'coarse' | 'integer-pound';

export const SCALE_MODELS: Readonly<Record<ScaleModelName, ScaleModel>> = {
  telehealth: { resolution: TENTHS, users: 1, highestKg: 200 },
  fine: { resolution: FINE, users: 8, highestKg: 180 },
  family: { resolution: TENTHS, users: 8, highestKg: 180 },
  coarse: { resolution: FIFTHS, users: 4, highestKg: 150 },
  /** As scales were before tenths: whole pounds, half kilograms. */
  'integer-pound': { resolution: WHOLE, users: 4, highestKg: 150 },
};
