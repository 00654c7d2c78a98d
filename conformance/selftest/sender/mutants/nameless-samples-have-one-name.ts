import { METADATA } from '../../../../contract/wire/healthkit/vocabulary.ts';
import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const namelessSamplesHaveOneName: SenderMutant = {
  name: 'nameless-samples-have-one-name',
  defect: 'every sample without a sync identifier is called by the same word',
  requirement: 'SND-02',
  also: ['SND-01'],
  make: () => ({
    readingOfSample: (sample, patient) => {
      const reading = RIGHT.readingOfSample(sample, patient);
      const value = String(sample.metadata[METADATA.syncIdentifier]);
      return reading === undefined ? undefined : { ...reading, identifier: { ...reading.identifier, value } };
    },
  }),
};
