import type { SenderMutant } from '../sender-mutant.ts';

export const oneInNineHasAnotherName: SenderMutant = {
  name: 'one-in-nine-has-another-name',
  defect: 'one measurement in nine is sent under a name that is made up',
  requirement: 'SND-02',
  also: ['SND-01'],
  shows: 'rarely',
  makeAll: () => {
    let count = 0;
    return () => ({
      outgoing: (reading) => {
        count += 1;
        if (count % 9 !== 0) return reading;
        return { ...reading, identifier: { ...reading.identifier, value: `made-up-${count}` } };
      },
    });
  },
};
