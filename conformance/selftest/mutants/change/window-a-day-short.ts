import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const windowADayShort: Mutant = {
  name: 'window-a-day-short',
  defect: 'the window of three days ends a day early',
  requirement: 'LIM-06',
  collaborators: {
    inWindow: (earlier, at, window) =>
      collaborators.inWindow(earlier, at, window) && at.localDay - earlier.localDay < window.value,
  },
};
