import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const correctedTimeNotShown: Mutant = {
  name: 'corrected-time-not-shown',
  defect: 'an item goes on showing when its reading was said to be measured before that was corrected',
  requirement: 'ALR-12',
  make: () => {
    const first = new Map<string, string>();
    return {
      seams: shownItems(
        each((item) => {
          if (item.effective === undefined) return item;
          const { value } = item.identifier;
          const effective = first.get(value) ?? item.effective;
          first.set(value, effective);
          return { ...item, effective };
        }),
      ),
    };
  },
};
