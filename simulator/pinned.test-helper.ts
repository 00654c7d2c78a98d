import { archetypes } from './cohort/archetypes.ts';
import { faults } from './faults/catalogue.ts';
import type { FleetOptions } from './fleet.ts';
import { STREAM_FORMATS } from './formats/registry.ts';

/** The pinned run that is made by several workers, where there are. */
export const PINNED_MIX = 'a mix of all';

/** Runs whose bytes are pinned: every archetype, every format, everything that can go wrong, zones with odd offsets. */
export const PINNED_RUNS: Readonly<Record<string, FleetOptions>> = {
  ...Object.fromEntries(
    archetypes.map(({ name }): [string, FleetOptions] => [
      name,
      { cohort: [{ archetype: name, patients: 2 }], seed: 2026, days: 10, format: 'ndjson' },
    ]),
  ),
  [PINNED_MIX]: {
    cohort: archetypes.map(({ name }) => ({ archetype: name, patients: 3 })),
    seed: 1,
    days: 5,
    format: 'csv',
  },
  ...Object.fromEntries(
    Object.keys(STREAM_FORMATS).map((format): [string, FleetOptions] => [
      `faulty ${format}`,
      {
        cohort: [
          { archetype: 't2d-oral', patients: 1, zone: 'Asia/Kathmandu', unit: 'mmol/L' },
          { archetype: 'hf-decomp', patients: 2, zone: 'Australia/Lord_Howe' },
        ],
        seed: 7,
        days: 14,
        start: Date.parse('2026-03-20T00:00:00Z'),
        format,
        faults: faults.map(({ id }) => ({ id, rate: 5 })),
      },
    ]),
  ),
};
