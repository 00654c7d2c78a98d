import type { RandomStream } from '../../random.ts';

/** Water of a person whose kidneys make none: it comes by the day and goes at the dialysis. */
export interface DialysisTraits {
  /** Mean gain, kg a day: 2 kg over two to three days. */
  readonly gainKgPerDay: number;
  /** How days differ in it. */
  readonly gainSdKg: number;
  /** Sessions by weekday, Monday 0, and the hour at which one is over. */
  readonly weekdays: readonly number[];
  readonly overAtHour: number;
  /** Chance that a session is missed. */
  readonly missed: number;
}

/** What one session can take: about 13 ml/kg/h over four hours. */
const MOST_TAKEN_KG = 4;
/** How well a session meets the dry weight. */
const TARGET_SD_KG = 0.15;
/** Further sessions are not put off beyond this: the person is in hospital. */
const MOST_HELD_KG = 7;

/** Water above the dry weight. Days are lived in order. */
export interface DialysisWater {
  /** Lives the next day, on a weekday. Draws the same number of times every day. */
  live(weekday: number, random: RandomStream): void;
  /** Water at an hour of this day, kg. */
  waterKg(hour: number): number;
}

/** The saw-tooth of three sessions a week: the long gap over the weekend ends highest. */
export function dialysisWater(traits: DialysisTraits): DialysisWater {
  const morningHour = 7;
  const share = (hour: number): number => Math.min(1, Math.max(0, (hour - morningHour) / 24));
  let morning = 0;
  let gain = 0;
  let taken = 0;
  let started = false;
  return {
    live: (weekday, random) => {
      // Up to now a day has passed since the morning before.
      if (started) morning = Math.min(MOST_HELD_KG, morning - taken + gain);
      gain = Math.max(0, random.normal(traits.gainKgPerDay, traits.gainSdKg));
      const target = random.normal(0, TARGET_SD_KG);
      const comes = !random.bernoulli(traits.missed) && traits.weekdays.includes(weekday);
      if (!started) {
        const sinceSession =
          [1, 2, 3, 4, 5, 6, 7].find((back) => traits.weekdays.includes((weekday - back + 7) % 7)) ?? 1;
        morning = sinceSession * traits.gainKgPerDay;
        started = true;
      }
      const held = morning + gain * share(traits.overAtHour);
      taken = comes ? Math.min(MOST_TAKEN_KG, Math.max(0, held - target)) : 0;
    },
    waterKg: (hour) => morning + gain * share(hour) - (hour >= traits.overAtHour ? taken : 0),
  };
}
