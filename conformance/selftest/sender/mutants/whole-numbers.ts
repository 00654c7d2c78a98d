import { withValue } from '../with-value.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const wholeNumbers: SenderMutant = {
  name: 'whole-numbers',
  defect: 'a number arrives without its decimals',
  requirement: 'SND-04',
  make: () => ({ outgoing: (reading) => withValue(reading, (value) => value.split('.')[0] ?? value) }),
};
