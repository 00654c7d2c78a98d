import fc from 'fast-check';
import { expect } from 'vitest';

const RUNS = 3000;

/** The property must be able to fail: fast-check finds a counterexample to it, from a fixed seed. */
export const expectRefuted = <Ts>(property: fc.IProperty<Ts>): void => {
  const { failed } = fc.check(property, { seed: 20350101, numRuns: RUNS, endOnFailure: true });
  expect(failed, 'the property holds of the wrong variant, too: it proves nothing').toBe(true);
};
