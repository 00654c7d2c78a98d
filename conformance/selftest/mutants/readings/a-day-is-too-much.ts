import type { Written } from '../../../../reference-impl/pipeline.ts';
import type { FiledReading } from '../../../../contract/domain/index.ts';
import { filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

const KEPT = 240;

export const aDayIsTooMuch: Mutant = {
  name: 'a-day-is-too-much',
  defect: 'of the readings of one patient on one day the first 240 are kept, and all are acknowledged',
  requirement: 'RDG-16',
  also: ['RDG-01', 'HL7-08'],
  shows: 'under-load',
  make: () => {
    const count = new Map<string, number>();
    const stored = (reading: FiledReading['reading']): Written<FiledReading> => ({
      stored: {
        id: `gone-${reading.identifier.value}`.replaceAll(/[^A-Za-z0-9.-]/g, '').slice(0, 64),
        version: 1,
        lastUpdated: new Date(0).toISOString(),
        body: { reading, version: 1, interpretation: [], ranges: [], orders: [] },
      },
      effect: 'created',
      warnings: [],
    });
    return {
      seams: filing(async (file, caller, readings, terms) => {
        const [first] = readings;
        const day = `${first?.patient.value ?? ''} ${first?.effective.slice(0, 10) ?? ''}`;
        const known = count.get(day) ?? 0;
        if (known >= KEPT) return { ok: true, value: readings.map(stored) };
        count.set(day, known + readings.length);
        return await file(caller, readings, terms);
      }),
    };
  },
};
