import { roundHalfUp } from '../../../reference-impl/limits/fraction.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const everythingIsRounded: Mutant = {
  name: 'everything-is-rounded',
  defect: 'a value is rounded to whole units before it is compared',
  requirement: 'LIM-21',
  also: ['LIM-01', 'LIM-03', 'LIM-04', 'ALR-03'],
  collaborators: {
    comparable: (quantity, order, use) => roundHalfUp(collaborators.comparable(quantity, order, use), 0),
  },
};
