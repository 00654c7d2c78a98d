/**
 * What changes with the time of day, from day to day and with events, as factors of the person's own
 * parameters. 1 everywhere is the person as described by the parameters.
 */
export interface BodyModulation {
  /** Factor of kp1: glucose that the liver makes. */
  readonly production: number;
  /** Factor of vmx and kp3: how strongly insulin acts. */
  readonly sensitivity: number;
  /** Factor of vm0: glucose that muscle takes up without insulin, above 1 in exercise. */
  readonly uptake: number;
  /** Factor of the body's own insulin above its resting amount; without effect where there is none. */
  readonly secretion: number;
}
export const AS_DESCRIBED: BodyModulation = { production: 1, sensitivity: 1, uptake: 1, secretion: 1 };

/** Insulin that suits this person, worked out from the person's own parameters. */
export interface Therapy {
  /** Insulin that holds the resting glucose, U in a day. */
  readonly basalUnitsPerDay: number;
  /** Carbohydrate that one unit of rapid insulin covers, g. */
  readonly carbohydrateGramsPerUnit: number;
  /** By how much one unit of rapid insulin lowers glucose, mg/dL. */
  readonly correctionMgDlPerUnit: number;
}

/** Everything that a later minute depends on. Plain numbers, so that it survives JSON. */
export interface BodySnapshot {
  readonly model: string;
  readonly numbers: readonly number[];
}

/**
 * A person's glucose and insulin, whichever model runs under it. Starts at rest. Changed in place,
 * because a simulated year is half a million minutes. Meals and doses start at the present minute.
 */
export interface GlucoseBody {
  readonly bodyWeightKg: number;
  /** Plasma glucose long after a meal, mg/dL. */
  readonly restMgDl: number;
  readonly therapy: Therapy;
  /** Carbohydrate in grams, at `gramsPerMinute` (5 when absent, `Infinity` for all at once). Meals add up. */
  eat(grams: number, gramsPerMinute?: number): void;
  /** Rapid-acting insulin under the skin, U. */
  injectRapid(units: number): void;
  /** Long-acting insulin, U: it is taken up over more than a day. */
  injectLong(units: number): void;
  /** From now on: continuous rapid-acting insulin, U/h. A body without insulin of its own starts with the rate of its basal need. */
  infuse(unitsPerHour: number): void;
  /** Replaces the infusion by daily doses of long-acting insulin as if taken for ever, the last one `hoursSinceDose` ago. */
  settleOnLong(unitsPerDay: number, hoursSinceDose: number): void;
  /** Lets whole minutes pass under one modulation. */
  advance(minutes: number, modulation: BodyModulation): void;
  /** What a fingerstick sees, mg/dL. */
  plasmaGlucoseMgDl(): number;
  /** What a sensor under the skin sees, mg/dL. */
  interstitialGlucoseMgDl(): number;
  /** Free insulin in plasma, pmol/L. */
  plasmaInsulinPmolL(): number;
  /** The smallest compartment that holds a mass: below 0 or not a number, the parameters are nobody's. */
  lowestMass(): number;
  snapshot(): BodySnapshot;
  /** Goes on from a snapshot of a body with the same parameters, to the same bits. Throws RangeError on one of another kind. */
  restore(snapshot: BodySnapshot): void;
}
