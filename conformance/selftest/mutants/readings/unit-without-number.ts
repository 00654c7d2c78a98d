import { shownReadings } from '../../seams/between.ts';
import { eachQuantity } from '../../seams/shown-quantity.ts';
import type { Mutant } from '../../mutant.ts';

export const unitWithoutNumber: Mutant = {
  name: 'unit-without-number',
  defect: 'mmol/L is shown as mg/dL, with the number as it was',
  requirement: 'RDG-01',
  seams: shownReadings(eachQuantity((q) => (q.unit === 'mmol/L' ? { ...q, unit: 'mg/dL' } : q))),
};
