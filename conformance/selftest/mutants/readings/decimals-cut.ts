import { shownReadings } from '../../seams/between.ts';
import { eachQuantity } from '../../seams/shown-quantity.ts';
import type { Mutant } from '../../mutant.ts';

export const decimalsCut: Mutant = {
  name: 'decimals-cut',
  defect: 'decimals are cut off',
  requirement: 'RDG-01',
  seams: shownReadings(eachQuantity((q) => ({ ...q, value: q.value.replace(/\..*$/, '') }))),
};
