import { keyOf } from '../../../contract/domain/index.ts';
import { accept } from '../../../contract/refusal.ts';
import type { Mutant } from '../mutant.ts';

export const secondIdentifierForgotten: Mutant = {
  name: 'second-identifier-forgotten',
  defect: 'a measurement is found only by the first identifier that it came under',
  requirement: 'RDG-21',
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      readings: {
        ...pipeline.readings,
        search: (caller, query) => {
          const found = pipeline.readings.search(caller, query);
          const { identifier } = query;
          if (!found.ok || identifier === undefined) return found;
          const entries = found.value.entries.filter(
            ({ body }) => keyOf(body.reading.identifier) === keyOf(identifier),
          );
          return accept({ ...found.value, entries });
        },
      },
    }),
  },
};
