import { hashKeys } from '../../../simulator/random.ts';
import { simulatedPatient, simulatePatient } from '../../../simulator/simulate.ts';
import type { Identities } from './cast.ts';
import type { StreamRequest, StreamReading } from './stream-source.ts';

/** Whose look a patient takes who lives by no archetype. */
const ANYBODY = 't2d-oral';
const DEFAULT_DAYS = 7;
/** Cohorts hold a million; the lane's own stretch of it begins somewhere and has room for all its patients. */
const COHORT = 999_000;

const indexOf = (lane: string, person: number): number => ((hashKeys(lane)[0] >>> 0) % COHORT) + person;

/** People of the simulator, one stretch of its cohort for each lane. Their keys are left to the lane. */
export const simulatedIdentities: Identities = ({ seed, lane, person, archetype }) => {
  const { patient } = simulatedPatient({ archetype: archetype ?? ANYBODY, seed, index: indexOf(lane, person) });
  const { identifier: _key, ...rest } = patient;
  return rest;
};

/** Days of readings of a simulated patient, each sent when it was measured. */
export const simulatedReadings = (request: StreamRequest): StreamReading[] => {
  const { archetype = ANYBODY, seed, lane, person, zone, from, days = DEFAULT_DAYS, unit, measure } = request;
  const options = { archetype, seed, index: indexOf(lane, person), zone, start: from, days };
  const readings: StreamReading[] = [];
  for (const { reading } of simulatePatient({ ...options, ...(unit === undefined ? {} : { unit }) })) {
    if (measure !== undefined && reading.measure !== measure) continue;
    const effective = Date.parse(reading.effective);
    readings.push({
      effective,
      submitted: effective,
      measure: reading.measure,
      result: reading.result,
      ...(reading.mealContext === undefined ? {} : { mealContext: reading.mealContext }),
      ...(reading.sequenceNumber === undefined ? {} : { sequenceNumber: reading.sequenceNumber }),
      ...(reading.userEntered === undefined ? {} : { userEntered: reading.userEntered }),
    });
  }
  return readings;
};
