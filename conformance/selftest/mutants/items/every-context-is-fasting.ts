import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const everyContextIsFasting: Mutant = {
  name: 'every-context-is-fasting',
  defect: 'an item calls every meal context fasting',
  requirement: 'ALR-03',
  check: 'LIM-10',
  seams: shownItems(each((item) => (item.context === undefined ? item : { ...item, context: 'fasting' }))),
};
