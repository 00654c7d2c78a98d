import type { SenderMutant } from '../sender-mutant.ts';

export const everyMealIsFasting: SenderMutant = {
  name: 'every-meal-is-fasting',
  defect: 'what says nothing of a meal is sent as measured fasting',
  requirement: 'SND-20',
  make: () => ({ outgoing: (reading) => ({ mealContext: 'fasting', ...reading }) }),
};
