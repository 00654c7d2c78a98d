import type { DemandFact } from '../facts.ts';

/** The reading says two different meal contexts. */
export const hasTwoContexts = ({ demand: { filing } }: DemandFact): boolean => {
  const { mealContext, furtherContexts = [] } = filing.reading;
  return furtherContexts.some((context) => context !== mealContext);
};
