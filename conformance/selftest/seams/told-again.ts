import type { FiledReading } from '../../../contract/domain/index.ts';
import type { Pipeline } from '../../../reference-impl/pipeline.ts';
import { twice } from './twice.ts';

/** Some readings that are sent again make another item each. `inbox`: the In Basket that shows both. */
export const toldAgain = (
  p: Pipeline,
  isMeant: (filed: FiledReading) => boolean,
  shown: Parameters<typeof twice>[2] = undefined,
): Pipeline => {
  const again = new Set<string>();
  return {
    ...p,
    readings: {
      ...p.readings,
      file: async (caller, readings, terms) => {
        const filed = await p.readings.file(caller, readings, terms);
        for (const { stored, effect } of filed.ok ? filed.value : [])
          if (effect === 'replayed' && isMeant(stored.body)) again.add(stored.body.reading.identifier.value);
        return filed;
      },
    },
    inbox: twice(p.inbox, ({ body }) => body.reading !== undefined && again.has(body.reading.value), shown),
  };
};
