import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const withdrawnForAnotherReason: Mutant = {
  name: 'withdrawn-for-another-reason',
  defect: 'an item that a correction withdrew says that its order has ended',
  requirement: 'ALR-23',
  seams: shownItems(each((item) => (item.withdrawal === undefined ? item : { ...item, withdrawal: 'order-ended' }))),
};
