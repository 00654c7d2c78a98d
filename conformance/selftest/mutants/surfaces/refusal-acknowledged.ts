import type { Reading } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const refusalAcknowledged: Mutant = {
  name: 'refusal-acknowledged',
  defect: 'a refused reading is kept, and found',
  requirement: 'HL7-08',
  also: ['PRM-03'],
  make: () => {
    const refused: Reading[] = [];
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          readings: {
            ...p.readings,
            file: async (caller, readings, terms) => {
              const filed = await p.readings.file(caller, readings, terms);
              if (!filed.ok) refused.push(...readings);
              return filed;
            },
            search: (caller, query) => {
              const found = p.readings.search(caller, query);
              const mine = refused.filter((r) => r.identifier.value === query.identifier?.value);
              if (!found.ok || mine.length === 0) return found;
              const entries = mine.map((reading) => ({
                id: `refused-${reading.identifier.value}`,
                version: 1,
                lastUpdated: new Date(reading.effective).toISOString(),
                body: { reading, version: 1, interpretation: [], ranges: [], orders: [] },
              }));
              return { ok: true, value: { ...found.value, entries } };
            },
          },
        }),
      },
    };
  },
};
