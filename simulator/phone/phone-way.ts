import { InputProblem } from '../../contract/input-problem.ts';

/**
 * How a phone hands on what its health store takes in: at once; at most once an hour, as systems do for most types; or
 * so, and found locked at most wakings, when the store is sealed until the phone is used.
 */
export const PHONE_WAYS = ['immediate', 'hourly', 'locked'] as const;
export type PhoneWay = (typeof PHONE_WAYS)[number];

/** Throws an InputProblem on a way that there is not. */
export function phoneWay(name: string): PhoneWay {
  const known = PHONE_WAYS.find((way) => way === name);
  if (known !== undefined) return known;
  throw new InputProblem(`there is no phone "${name}"`, { path: 'phone' }, `one of ${PHONE_WAYS.join(', ')}`);
}
