import type { SenderMutant } from '../sender-mutant.ts';

export const offsetsInWholeHours: SenderMutant = {
  name: 'offsets-in-whole-hours',
  defect: 'of the offset of a time only the hours are told',
  requirement: 'SND-06',
  make: () => ({
    outgoing: (reading) => ({ ...reading, effective: reading.effective.replace(/([+-]\d\d):\d\d$/, '$1:00') }),
  }),
};
