import { atLocalMs } from '../../clock.ts';
import { simulatePatient } from '../../simulate.ts';
import { FIRST_DAY } from './weight-statistics.ts';
import { seriesOfReadings, type WeightSeries } from './weight-series.ts';

const ZONE = 'America/New_York';
const START_MS = atLocalMs(ZONE, FIRST_DAY, 0);

/** Series of the first people of an archetype, as their scales show them. */
export function simulatedWeights(archetype: string, seed: number, people: number, days = 365): WeightSeries[] {
  return Array.from({ length: people }, (_, index) => {
    const readings = [...simulatePatient({ archetype, seed, index, zone: ZONE, start: START_MS, days })];
    return seriesOfReadings(readings, readings[0]?.reading.patient.value ?? '');
  });
}
