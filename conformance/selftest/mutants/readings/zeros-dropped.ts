import { shownReadings } from '../../seams/between.ts';
import { eachQuantity } from '../../seams/shown-quantity.ts';
import type { Mutant } from '../../mutant.ts';

export const zerosDropped: Mutant = {
  name: 'zeros-dropped',
  defect: 'trailing zeros are dropped: 7.0 becomes 7',
  requirement: 'RDG-01',
  seams: shownReadings(eachQuantity((q) => ({ ...q, value: String(Number(q.value)) }))),
};
