import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

const QUARTER_MS = 15 * 60_000;

export const oneAQuarterOfAnHour: SenderMutant = {
  name: 'one-a-quarter-of-an-hour',
  defect: 'of two equal values within a quarter of an hour the second is dropped',
  requirement: 'SND-03',
  also: ['SND-01'],
  shows: 'in-time',
  make: () => {
    const last = new Map<string, number>();
    return {
      isBlood: ({ result, effective }) => {
        const key = JSON.stringify(result);
        const before = last.get(key);
        const at = Date.parse(effective);
        last.set(key, at);
        return before === undefined || Math.abs(at - before) > QUARTER_MS || at === before;
      },
      readingOfSample: (sample, patient) => {
        const reading = RIGHT.readingOfSample(sample, patient);
        if (reading === undefined) return undefined;
        const key = JSON.stringify(reading.result);
        const at = Date.parse(reading.effective);
        const before = last.get(key);
        last.set(key, at);
        return before === undefined || Math.abs(at - before) > QUARTER_MS || at === before ? reading : undefined;
      },
    };
  },
};
