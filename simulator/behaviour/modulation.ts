import type { BodyModulation } from '../physiology/glucose/body.ts';
import { circadianSensitivity, dawnWeight } from '../physiology/glucose/day-rhythm.ts';
import type { RandomStream } from '../random.ts';
import type { Rhythm } from './glucose-behaviour.ts';

/** The rhythm of a day is known by quarters of an hour. */
export const QUARTER_MINUTES = 15;
const QUARTERS = (24 * 60) / QUARTER_MINUTES;

const ofQuarters = (f: (hour: number) => number): readonly number[] =>
  Array.from({ length: QUARTERS }, (_, i) => f(((i + 0.5) * QUARTER_MINUTES) / 60));
const DAWN = ofQuarters(dawnWeight);
const CIRCADIAN = ofQuarters(circadianSensitivity);

/** Where the parts of a day begin, in hours: night, morning, afternoon, evening. */
export const PARTS = [0, 6, 11.5, 17] as const;
const PART_OF = ofQuarters((hour) => PARTS.filter((start) => start <= hour).length - 1);

const quarterOf = (minute: number): number => Math.min(QUARTERS - 1, Math.max(0, Math.floor(minute / QUARTER_MINUTES)));

/** How sensitive each part of a day is, and how much the liver makes in it. */
export interface DayParts {
  readonly sensitivity: readonly number[];
  readonly production: readonly number[];
}

/** Of one person: the factor of all deviations, and what lasts of each part's production. */
export interface PartWays {
  readonly swings: number;
  readonly parts: readonly number[];
}

const DEVIATE: Readonly<Record<NonNullable<Rhythm['partsDeviate']>, (random: RandomStream) => number>> = {
  'by any amount': (random) => random.normal(0, 1),
  'to two levels': (random) => (random.uniform() < 0.5 ? -1 : 1),
};

/** The day's own level of sensitivity, and each part's without memory. */
export const drawParts = (
  { partSd, productionSd, partsDeviate = 'by any amount' }: Rhythm,
  logLevel: number,
  { swings, parts }: PartWays,
  random: RandomStream,
): DayParts => ({
  sensitivity: PARTS.map(() => Math.exp(swings * (logLevel + partSd * DEVIATE[partsDeviate](random)))),
  production: parts.map((lasting) => lasting * Math.exp(productionSd * swings * DEVIATE[partsDeviate](random))),
});

/** A body modulation that is written anew each quarter of an hour, so that a year makes no garbage. */
export type MutableModulation = { -readonly [K in keyof BodyModulation]: BodyModulation[K] };

/** Dawn, circadian profile and today's parts at a minute of the day; the caller multiplies in what else there is. */
export function setRhythm(
  modulation: MutableModulation,
  minute: number,
  dawn: number,
  circadian: number,
  parts: DayParts,
): void {
  const quarter = quarterOf(minute);
  const part = PART_OF[quarter] as number;
  modulation.production = (1 + dawn * (DAWN[quarter] as number)) * (parts.production[part] as number);
  const profile = 1 + circadian * ((CIRCADIAN[quarter] as number) - 1);
  modulation.sensitivity = profile * (parts.sensitivity[part] as number);
  modulation.uptake = 1;
  modulation.secretion = 1;
}
