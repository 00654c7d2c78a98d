import { shownReadings } from '../../seams/between.ts';
import { eachQuantity } from '../../seams/shown-quantity.ts';
import type { Mutant } from '../../mutant.ts';

export const keptInOneUnit: Mutant = {
  name: 'kept-in-one-unit',
  defect: 'everything is kept in mg/dL, whatever was measured',
  requirement: 'RDG-01',
  seams: shownReadings(
    eachQuantity((q) =>
      q.unit === 'mmol/L' ? { value: String(Math.round(Number(q.value) * 18.0156)), unit: 'mg/dL' } : q,
    ),
  ),
};
