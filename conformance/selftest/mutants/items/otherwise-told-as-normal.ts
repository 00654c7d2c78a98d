import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const otherwiseToldAsNormal: Mutant = {
  name: 'otherwise-told-as-normal',
  defect: 'an item that went because its reading was corrected to low says that it was corrected to normal',
  requirement: 'ALR-23',
  seams: shownItems(
    each((item) => (item.withdrawal === 'corrected-otherwise' ? { ...item, withdrawal: 'corrected-to-normal' } : item)),
  ),
};
