import type { Mutant } from '../mutant.ts';

export const typedMarkLost: Mutant = {
  name: 'typed-mark-lost',
  defect: 'what the patient typed looks as if a device had sent it',
  requirement: 'RDG-15',
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      readings: {
        ...pipeline.readings,
        file: (caller, readings, terms) =>
          pipeline.readings.file(
            caller,
            readings.map((reading) => ({ ...reading, userEntered: false })),
            terms,
          ),
      },
    }),
  },
};
