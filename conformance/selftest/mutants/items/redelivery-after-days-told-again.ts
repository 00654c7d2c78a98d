import type { Mutant } from '../../mutant.ts';
import { toldAgain } from '../../seams/told-again.ts';

const DAY_MS = 86_400_000;

export const redeliveryAfterDaysToldAgain: Mutant = {
  name: 'redelivery-after-days-told-again',
  defect: 'a reading that is sent again more than a day after it was measured makes another item',
  requirement: 'ALR-06',
  also: ['ALR-07', 'ALR-15', 'RDG-02'],
  make: () => ({
    seams: {
      pipeline: (p) =>
        toldAgain(
          p,
          ({ reading }) => Date.parse(p.clock.now(reading.patient)) - Date.parse(reading.effective) > DAY_MS,
        ),
    },
  }),
};
