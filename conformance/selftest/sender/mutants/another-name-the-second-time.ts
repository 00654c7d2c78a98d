import type { SenderMutant } from '../sender-mutant.ts';

export const anotherNameTheSecondTime: SenderMutant = {
  name: 'another-name-the-second-time',
  defect: 'what has to be sent again is sent under another name',
  requirement: 'SND-16',
  also: ['SND-01', 'SND-02', 'SND-15'],
  shows: 'after-a-fault',
  make: () => ({
    outgoing: (reading, attempt) =>
      attempt === 1
        ? reading
        : { ...reading, identifier: { ...reading.identifier, value: `${reading.identifier.value}-${attempt}` } },
  }),
};
