import type fc from 'fast-check';
import type { Acts, Measured, Model } from './model.ts';

/** One command of a sequence. */
export type Step = fc.Command<Model, Acts>;

/** A command by its name, when it makes sense, and what it does to the sequence. */
export const command = (
  text: string,
  check: (model: Readonly<Model>) => boolean,
  run: (model: Model, acts: Acts) => void,
): Step => ({
  check,
  run,
  toString: () => text,
});

export const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

export const inForce = (model: Readonly<Model>, measure: Measured): boolean =>
  model.orders.get(measure) === 'active' && model.granted.has(measure);
