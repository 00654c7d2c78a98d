import type { SenderMutant } from '../sender-mutant.ts';

export const oneInTenIsLost: SenderMutant = {
  name: 'one-in-ten-is-lost',
  defect: 'one measurement in ten is counted as sent and lost',
  requirement: 'SND-01',
  shows: 'rarely',
  makeAll: () => {
    let count = 0;
    return () => ({
      link: (link) => ({
        ...link,
        send: async (readings) => {
          count += 1;
          return count % 10 === 0 ? readings.map(() => 'accepted' as const) : await link.send(readings);
        },
      }),
    });
  },
};
