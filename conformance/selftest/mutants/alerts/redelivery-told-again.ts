import type { Mutant } from '../../mutant.ts';
import { toldAgain } from '../../seams/told-again.ts';

export const redeliveryToldAgain: Mutant = {
  name: 'redelivery-told-again',
  defect: 'a reading that is sent again makes another item',
  requirement: 'ALR-06',
  also: ['ALR-07', 'ALR-15'],
  make: () => ({ seams: { pipeline: (p) => toldAgain(p, () => true) } }),
};
