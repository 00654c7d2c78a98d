/** How a kind of person eats, tests, doses and lives: data only. Every chance is per occasion unless named otherwise. */

export type MealName = 'breakfast' | 'lunch' | 'dinner' | 'snack' | 'bedtime' | 'rescue';
/** What is hung on a hour of the day. `bedtime` is no meal unless its probability says so. */
export type Occasion =
  | 'pre-breakfast'
  | 'post-breakfast'
  | 'pre-lunch'
  | 'post-lunch'
  | 'pre-dinner'
  | 'post-dinner'
  | 'bedtime'
  | 'symptoms'
  | 'recheck';

/** A usual hour: its median and spread between people (hours), and how far a day strays from a person's own (minutes). */
export interface UsualTime {
  readonly hour: number;
  readonly personSdHours: number;
  readonly daySdMinutes: number;
}

/** One meal of a kind of day. `grams` is the median amount of carbohydrate. */
export interface MealHabit {
  readonly name: MealName;
  readonly usual: UsualTime;
  readonly grams: number;
  readonly probability: number;
}

export interface MealHabits {
  readonly list: readonly MealHabit[];
  /** Log-scale deviation of one meal's amount from this person's usual, and of a person's usual from others'. */
  readonly mealSigma: number;
  readonly personSigma: number;
  readonly appetite: number;
  /**
   * Who rests higher eats more: at a resting glucose of `atMgDl` as much as was drawn, elsewhere by the `power` of how many
   * times that they rest. Absent: the two have nothing to do with each other.
   */
  readonly appetiteOfRest?: { readonly atMgDl: number; readonly power: number };
  readonly weekendAppetite: number;
  readonly weekendLaterMinutes: number;
  /** Log-scale deviation between people of how far their days stray from their own hours. */
  readonly regularitySigma: number;
}

/** A test of blood glucose hung on a meal: so many minutes after its time (negative: before). */
export interface TestHabit {
  readonly occasion: Occasion;
  readonly meal: MealName;
  readonly afterMinutes: number;
  /** Planned on a day by the person in the middle, before anything is missed. */
  readonly probability: number;
  /** Deviation between people of the log odds of `probability`. Absent: all plan it alike. */
  readonly personSd?: number;
}

/** Whether a patient keeps it up: two states, with daily chances to change and a chance to miss in each. */
export interface Engagement {
  readonly missEngaged: number;
  readonly missLapsed: number;
  readonly lapsePerDay: number;
  readonly returnPerDay: number;
  /** Log-scale deviation between people of the chance to miss. */
  readonly personSigma: number;
  readonly absences?: Absences;
}

/** Whole days, often several, on which the meter stays in its case: a journey, no strips. */
export interface Absences {
  /** Chance that one begins on a day: median, and log-scale deviation between people. */
  readonly perDay: number;
  readonly personSigma: number;
  /** Chance that the next day belongs to it. */
  readonly goesOn: number;
}

/** Tests beyond the plan. */
export interface ReactiveTests {
  /** With signs of a low. */
  readonly symptoms: number;
  /** Again in 10 to 25 minutes after a value below 70, or above 300. */
  readonly recheckLow: number;
  readonly recheckHigh: number;
}

/** What is done about a low that is felt. Threshold: median and deviation between people, mg/dL. */
export interface HypoHabit {
  readonly feltBelow: number;
  readonly feltSd: number;
  /** Noticed in a quarter of an hour awake, asleep. */
  readonly noticedAwake: number;
  readonly noticedAsleep: number;
  readonly grams: number;
  /** Chance to take too much, and how much then. */
  readonly overTreats: number;
  readonly overGrams: number;
}

export interface BasalHabit {
  readonly hour: number;
  /** Of what the body needs: median and log-scale deviation between people. */
  readonly share: number;
  readonly personSigma: number;
  readonly missed: number;
  /** Half or half as much again. */
  readonly wrongSize: number;
  /** Log-scale deviation of how an equal dose acts from one day to the next. */
  readonly actionSigma: number;
}

export interface BolusHabit {
  /** Log-scale deviation of the counted from the eaten carbohydrate. */
  readonly carbCountSigma: number;
  readonly missed: number;
  /** Taken 15 to 60 minutes late. */
  readonly late: number;
  /** Of what the meal needs, by meal; and its log-scale deviation between people, per meal. */
  readonly share: Readonly<Partial<Record<MealName, number>>>;
  readonly personSigma: number;
  /** Correction at a test before a meal and at bedtime: aim in mg/dL, and the share of the full dose. */
  readonly targetMgDl: number;
  /** Log-scale deviation between people of that aim: what was agreed with one is not what was agreed with another. Absent: 0. */
  readonly targetSigma?: number;
  readonly correction: number;
  readonly bedtimeCorrection: number;
  /** Log-scale deviation of how an equal dose acts from one injection to the next. */
  readonly actionSigma: number;
}

export interface Rhythm {
  /** Share by which the liver makes more at the height of the dawn: median and log-scale deviation between people. */
  readonly dawn: { readonly median: number; readonly sigma: number };
  /** Strength of the circadian profile of sensitivity: 1 as published, 0 none. */
  readonly circadian: number;
  /** Insulin sensitivity of a day: log-scale deviation and memory from day to day. */
  readonly sensitivitySd: number;
  readonly sensitivityMemory: number;
  /** Log-scale deviation of sensitivity between the parts of one day, without memory. */
  readonly partSd: number;
  /** Log-scale deviation of the liver's production between the parts of a day, with the same memory. */
  readonly productionSd: number;
  /**
   * How a part of a day deviates: by any amount (normal), or to one of two levels (a part is spent on one's feet or at rest,
   * the dose went under this skin or that), a deviation above or below. Two levels have no far tail. Absent: any.
   */
  readonly partsDeviate?: 'by any amount' | 'to two levels';
  /** Log-scale deviation between people of all of these deviations. */
  readonly personSigma: number;
  /**
   * Log-scale deviation between people of what the liver makes in each part of their days, about their own middle: a dose
   * that is lasting too much for one part and too little for another. Absent: 0.
   */
  readonly lastingPartSd?: number;
}

export interface SpellHabits {
  readonly illnessesPerYear: number;
  readonly exercisePerWeek: number;
}

/** A course of steroids from the first day: least sensitivity and days until it is over. */
export interface SteroidCourse {
  readonly sensitivity: number;
  readonly days: number;
}

export interface GlucoseBehaviour {
  readonly meals: MealHabits;
  readonly tests: readonly TestHabit[];
  readonly engagement: Engagement;
  readonly reactive: ReactiveTests;
  readonly rhythm: Rhythm;
  readonly spells: SpellHabits;
  /** Factor of the liver's production on a day with the tablet, and how often it is taken. */
  readonly tablets?: { readonly production: number; readonly adherence: number };
  readonly basal?: BasalHabit;
  readonly bolus?: BolusHabit;
  readonly hypo?: HypoHabit;
  readonly steroids?: SteroidCourse;
  /** Loss of sensitivity per week as pregnancy goes on. */
  readonly sensitivityLossPerWeek?: number;
}
