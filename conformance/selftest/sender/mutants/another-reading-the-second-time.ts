import type { SenderMutant } from '../sender-mutant.ts';
import { withValue } from '../with-value.ts';

export const anotherReadingTheSecondTime: SenderMutant = {
  name: 'another-reading-the-second-time',
  defect: 'sends another value when it tries again',
  requirement: 'SND-16',
  also: ['SND-01', 'SND-04', 'SND-05', 'SND-12', 'SND-15', 'SND-22'],
  make: () => ({
    outgoing: (reading, attempt) => (attempt > 1 ? withValue(reading, (value) => `${value}1`) : reading),
  }),
};
