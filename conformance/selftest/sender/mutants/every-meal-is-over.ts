import type { SenderMutant } from '../sender-mutant.ts';

export const everyMealIsOver: SenderMutant = {
  name: 'every-meal-is-over',
  defect: 'what was measured before a meal is told as measured after one',
  requirement: 'SND-20',
  make: () => ({
    outgoing: (reading) => (reading.mealContext === 'pre-meal' ? { ...reading, mealContext: 'post-meal' } : reading),
  }),
};
