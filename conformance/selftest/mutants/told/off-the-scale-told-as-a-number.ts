import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const offTheScaleToldAsANumber: Mutant = {
  name: 'off-the-scale-told-as-a-number',
  defect: 'an item of a reading that the meter called HI says 600, which nobody measured',
  requirement: 'LIM-13',
  seams: shownItems(
    each((item) =>
      item.interpretation.includes('HH') && item.value === undefined
        ? { ...item, value: { value: '600', unit: 'mg/dL' } }
        : item,
    ),
  ),
};
