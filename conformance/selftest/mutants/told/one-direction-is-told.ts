import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const oneDirectionIsTold: Mutant = {
  name: 'one-direction-is-told',
  defect: 'an item of a change in two directions names the first of them alone',
  requirement: 'ALR-03',
  check: 'LIM-14',
  also: ['LIM-14'],
  seams: shownItems(
    each((item) => ({
      ...item,
      interpretation: item.kind === 'change' ? item.interpretation.slice(0, 1) : item.interpretation,
    })),
  ),
};
