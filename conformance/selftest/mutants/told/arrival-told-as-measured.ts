import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const arrivalToldAsMeasured: Mutant = {
  name: 'arrival-told-as-measured',
  defect: 'an item gives the time of the measurement for that of the arrival',
  requirement: 'ALR-14',
  seams: shownItems(each((item) => (item.effective === undefined ? item : { ...item, submitted: item.effective }))),
};
