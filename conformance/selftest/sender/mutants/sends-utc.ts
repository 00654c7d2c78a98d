import type { SenderMutant } from '../sender-mutant.ts';

export const sendsUtc: SenderMutant = {
  name: 'sends-utc',
  defect: 'writes every time in UTC',
  requirement: 'SND-06',
  make: () => ({
    outgoing: (reading) => ({
      ...reading,
      effective: new Date(Date.parse(reading.effective)).toISOString().replace('.000', ''),
    }),
  }),
};
