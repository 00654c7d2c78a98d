import { accept, type Outcome } from '../../../contract/refusal.ts';
import type { Written } from '../../../reference-impl/pipeline.ts';
import type { FiledReading } from '../../../contract/domain/index.ts';
import type { Mutant } from '../mutant.ts';

export const transactionEntriesStandAlone: Mutant = {
  name: 'transaction-entries-stand-alone',
  defect: 'of a transaction that is refused, the sound entries are filed all the same',
  requirement: 'RDG-04',
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      readings: {
        ...pipeline.readings,
        file: async (caller, readings, terms) => {
          // The answer to the message is to all of them, and is kept with none.
          const { answering: _, ...each } = caller;
          const filed: Written<FiledReading>[] = [];
          let refused: Outcome<never> | undefined;
          for (const [i, reading] of readings.entries()) {
            const term = terms?.[i];
            const one = await pipeline.readings.file(each, [reading], term === undefined ? undefined : [term]);
            if (one.ok) filed.push(...one.value);
            else refused ??= one;
          }
          return refused ?? accept(filed);
        },
      },
    }),
  },
};
