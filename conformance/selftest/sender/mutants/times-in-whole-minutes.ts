import type { SenderMutant } from '../sender-mutant.ts';

export const timesInWholeMinutes: SenderMutant = {
  name: 'times-in-whole-minutes',
  defect: 'times are told to the minute, without the seconds that the meter shows',
  requirement: 'SND-06',
  make: () => ({
    outgoing: (reading) => ({ ...reading, effective: reading.effective.replace(/:\d\d([+-])/, ':00$1') }),
  }),
};
