import type { SenderMutant } from '../sender-mutant.ts';
import { withValue } from '../with-value.ts';

export const oneDecimalForAll: SenderMutant = {
  name: 'one-decimal-for-all',
  defect: 'whatever has decimals is told with one of them',
  requirement: 'SND-04',
  make: () => ({ outgoing: (reading) => withValue(reading, (value) => value.replace(/(\.\d)\d+$/, '$1')) }),
};
