import type { Mutant } from '../mutant.ts';

export const twoAppsMakeTwo: Mutant = {
  name: 'two-apps-make-two',
  defect: 'one measurement that comes through two apps is filed twice',
  requirement: 'RDG-18',
  collaborators: { sameMeasurement: () => false },
};
