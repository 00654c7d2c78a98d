import type { SenderMutant } from '../sender-mutant.ts';

export const mealsForgotten: SenderMutant = {
  name: 'meals-forgotten',
  defect: 'forgets the meal context',
  requirement: 'SND-20',
  make: () => ({ outgoing: ({ mealContext, ...reading }) => (mealContext === undefined ? reading : { ...reading }) }),
};
