import type { Reading } from '../../../../contract/domain/index.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const correctionOfNothing: SenderMutant = {
  name: 'correction-of-nothing',
  defect: 'a correction arrives as one, with the number of the first content',
  requirement: 'SND-12',
  also: ['SND-01', 'SND-04'],
  make: () => {
    const first = new Map<string, Reading['result']>();
    return {
      outgoing: (reading) => {
        const { value } = reading.identifier;
        const result = first.get(value) ?? reading.result;
        first.set(value, result);
        return { ...reading, result };
      },
    };
  },
};
