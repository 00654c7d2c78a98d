import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const actsAreToldAsTheSystems: Mutant = {
  name: 'acts-are-told-as-the-systems',
  defect: 'the story of an item gives the system for whoever saw and finished it',
  requirement: 'ALR-07',
  seams: shownItems(
    each((item) => ({ ...item, history: item.history.map((event) => ({ ...event, actor: 'system' })) })),
  ),
};
