/**
 * Three readers as they are written elsewhere, each from the field description alone and in its own way: with floats,
 * without strictness, and sharing nothing with the codecs of this folder. What they agree on is what a packet says.
 */
export interface ReadGlucose {
  readonly sequence: number;
  /** Display time: base and offset, in minutes since 1970 of a clock that shows UTC, and seconds. */
  readonly displaySeconds: number;
  /** mg/dL; NaN where there is no number. */
  readonly mgDl: number | undefined;
  readonly type: number | undefined;
  readonly location: number | undefined;
  readonly status: number | undefined;
  readonly contextFollows: boolean;
}

export interface ReadContext {
  readonly sequence: number;
  readonly carbohydrateGrams: number | undefined;
  readonly meal: number | undefined;
  readonly tester: number | undefined;
  readonly health: number | undefined;
  readonly exerciseSeconds: number | undefined;
  readonly medicationMilligramsOrMillilitres: number | undefined;
  readonly hba1c: number | undefined;
}

export interface ReadWeight {
  readonly kilograms: number | undefined;
  readonly timeSeconds: number | undefined;
  readonly user: number | undefined;
  readonly bmi: number | undefined;
  readonly heightMetres: number | undefined;
}

export interface Reader {
  readonly name: string;
  glucose(bytes: Uint8Array): ReadGlucose;
  context(bytes: Uint8Array): ReadContext;
  weight(bytes: Uint8Array): ReadWeight;
}

/** Of glucose, in mg a mmol a dL; any of the constants in use would do for a comparison of readers. */
export const MG_DL_PER_MMOL_L = 18.0156;
export const KG_PER_LB = 0.45359237;
export const METRES_PER_INCH = 0.0254;
