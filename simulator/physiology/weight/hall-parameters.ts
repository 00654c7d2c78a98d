/**
 * Constants of the adult weight model of Hall and others (Lancet 378, 2011; NIDDK body weight
 * planner), in kcal, kg, mg and days. Energy per kg is converted from MJ.
 */
export interface HallParameters {
  /** Energy of glycogen, body fat and lean tissue, kcal/kg. */
  readonly rhoGlycogen: number;
  readonly rhoFat: number;
  readonly rhoLean: number;
  /** Energy at rest of fat and lean tissue, kcal/kg/d. */
  readonly gammaFat: number;
  readonly gammaLean: number;
  /** Energy to lay down fat and lean tissue, kcal/kg. */
  readonly etaFat: number;
  readonly etaLean: number;
  /** Share of a change of intake that its digestion takes. */
  readonly betaTef: number;
  /** Share of a change of intake that the body saves by adapting, and in how many days it gets there. */
  readonly betaAdaptation: number;
  readonly tauAdaptationDays: number;
  /** Sodium in extracellular water, mg/L; its loss per litre of excess water, mg/L/d; and with carbohydrate, mg/d. */
  readonly sodiumMgPerL: number;
  readonly zetaSodium: number;
  readonly zetaCarbohydrate: number;
  /** Glycogen at rest, kg, and water held by each kg of it, kg. */
  readonly glycogenKg: number;
  readonly waterPerGlycogen: number;
  /** Forbes: lean mass changes by this with the logarithm of fat mass, kg. */
  readonly forbesKg: number;
  /** Share of energy eaten as carbohydrate. */
  readonly carbohydrateShare: number;
}

export const HALL_2011: HallParameters = {
  rhoGlycogen: 4206.501,
  rhoFat: 9440.727,
  rhoLean: 1816.444,
  gammaFat: 3.107075,
  gammaLean: 21.98853,
  etaFat: 179.2543,
  etaLean: 229.4455,
  betaTef: 0.1,
  betaAdaptation: 0.14,
  tauAdaptationDays: 14,
  sodiumMgPerL: 3220,
  zetaSodium: 3000,
  zetaCarbohydrate: 4000,
  glycogenKg: 0.5,
  waterPerGlycogen: 2.7,
  forbesKg: 10.4,
  carbohydrateShare: 0.5,
};

/** Who is modelled: a body in balance at the start. */
export interface HallPerson {
  readonly sex: 'female' | 'male';
  readonly ageYears: number;
  readonly heightM: number;
  readonly weightKg: number;
  /** Energy spent in a day over energy at rest: 1.4 for sitting, 1.5 for light, 2 for hard work. */
  readonly activityLevel: number;
}
