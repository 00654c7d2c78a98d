import type { SenderMutant } from '../sender-mutant.ts';
import { withValue } from '../with-value.ts';

export const throughABinaryFloat: SenderMutant = {
  name: 'through-a-binary-float',
  defect: 'loses the last zero of a number',
  requirement: 'SND-04',
  make: () => ({ outgoing: (reading) => withValue(reading, (value) => String(Number(value))) }),
};
