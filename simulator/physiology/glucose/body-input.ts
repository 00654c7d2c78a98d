import type { BodySnapshot } from './body.ts';

/** How fast people eat carbohydrate: the rule of simglucose. */
export const EATING_GRAMS_PER_MINUTE = 5;

/** Bodies move by whole minutes; anything else is a mistake of the caller. */
export function requireMinutes(minutes: number): void {
  if (!Number.isInteger(minutes) || minutes < 0) throw new RangeError(`${minutes} minutes: a whole number from 0`);
}

/** The numbers of a snapshot of that model and size. */
export function requireSnapshot(snapshot: BodySnapshot, model: string, size: number): readonly number[] {
  if (snapshot.model !== model) throw new RangeError(`a snapshot of ${snapshot.model}, not of ${model}`);
  if (snapshot.numbers.length !== size) throw new RangeError(`a snapshot of ${model} has ${size} numbers`);
  return snapshot.numbers;
}
