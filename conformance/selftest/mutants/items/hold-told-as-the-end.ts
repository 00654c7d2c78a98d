import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const holdToldAsTheEnd: Mutant = {
  name: 'hold-told-as-the-end',
  defect: 'an item about missing data that a hold withdrew says that its order has ended',
  requirement: 'ALR-23',
  check: 'ALR-17',
  seams: shownItems(
    each((item) => (item.withdrawal === 'order-on-hold' ? { ...item, withdrawal: 'order-ended' } : item)),
  ),
};
