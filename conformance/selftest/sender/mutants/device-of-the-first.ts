import type { Reading } from '../../../../contract/domain/index.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const deviceOfTheFirst: SenderMutant = {
  name: 'device-of-the-first',
  defect: 'everything names the device of the first measurement',
  requirement: 'SND-07',
  make: () => {
    let first: Reading['device'];
    return {
      outgoing: (reading) => {
        first ??= reading.device;
        return first === undefined ? reading : { ...reading, device: first };
      },
    };
  },
};
