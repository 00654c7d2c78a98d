import type { Mutant } from '../mutant.ts';

export const repetitionRaisesAtTheFirst: Mutant = {
  name: 'repetition-raises-at-the-first',
  defect: 'a rule on repetition raises at the first abnormal reading',
  requirement: 'LIM-08',
  collaborators: {
    formRepeated: (candidates, mayRaise) => {
      const [first] = candidates;
      return first === undefined || !mayRaise(first) ? undefined : [first];
    },
  },
};
