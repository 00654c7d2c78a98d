import { collaborators } from '../../reference-impl/collaborators.ts';
import { byTime, type TimedBatch } from '../../simulator/by-time.ts';
import { addDays, atLocalTime, type EpochMs, localDate } from '../../simulator/clock.ts';
import type { Cohort } from '../../simulator/cohort/cohort.ts';
import { type FaultChoice, fleetOf, type FleetOptions, type FleetPatient } from '../../simulator/fleet.ts';
import type { Delivery } from '../../simulator/layers.ts';
import { DEFAULT_ZONE } from '../../simulator/options.ts';
import type { OrderTerms } from '../simulate/enrolment.ts';
import { CAST } from './cast.ts';

/** Which days the clinic lives through. */
export interface Days {
  readonly seed: number;
  readonly days: number;
  /** Local midnight, not before now: a patient's clock goes forward only. */
  readonly startMs: EpochMs;
}

/** The next midnight where the patients live. */
export const nextMidnight = (nowMs: EpochMs): EpochMs =>
  atLocalTime(DEFAULT_ZONE, addDays(localDate(nowMs, DEFAULT_ZONE), 1), '00:00');

const COHORT: Cohort = CAST.map(({ archetype, unit }) => ({ archetype, patients: 1, unit }));

const optionsOf = ({ seed, days, startMs }: Days, faults: readonly FaultChoice[]): FleetOptions => ({
  cohort: COHORT,
  seed,
  days,
  start: startMs,
  format: 'ndjson',
  faults,
});

/** The patients, at the positions of the cast. */
export const patientsOf = (days: Days, faults: readonly FaultChoice[] = []): Generator<FleetPatient> =>
  fleetOf(optionsOf(days, faults)).patients({ from: 0, to: CAST.length });

/** Whether a reading is abnormal or critical by the limits of an order. Rules that look at several readings are not asked. */
export const isAbnormal = ({ reading, act }: Delivery, terms: OrderTerms | undefined, unit: FleetPatient['unit']) => {
  if (terms?.limits === undefined || act === 'retract') return false;
  const found = collaborators.evaluateLimits(reading, { limits: terms.limits, unit }, collaborators);
  return found !== undefined && found.interpretation !== 'N' && found.interpretation !== 'implausible';
};

/** When the first abnormal reading leaves a phone at or after an instant; undefined: none does. */
export const firstAbnormal = (days: Days, fromMs: EpochMs): EpochMs | undefined => {
  for (const { sentMs, position, unit, deliveries } of byTime(patientsOf(days)))
    if (sentMs >= fromMs && deliveries.some((delivery) => isAbnormal(delivery, CAST[position]?.terms, unit)))
      return sentMs;
  return undefined;
};

/** Whether a batch comes behind another in the order of the stream. */
const isBehind = (batch: TimedBatch, other: TimedBatch | undefined): boolean =>
  other === undefined ||
  batch.sentMs > other.sentMs ||
  (batch.sentMs === other.sentMs && batch.position > other.position);

const nameOf = (faults: readonly FaultChoice[]): string => faults.map(({ id }) => id).join();

/**
 * All that the phones send, in the order of time. When the faults change, what is still to come is what would have
 * come had they been like that from the start: a fault changes nothing that it does not touch.
 */
export function* changingStream(days: Days, faults: () => readonly FaultChoice[]): Generator<TimedBatch> {
  let last: TimedBatch | undefined;
  for (let isOver = false; !isOver;) {
    const active = faults();
    isOver = true;
    for (const batch of byTime(patientsOf(days, active))) {
      if (!isBehind(batch, last)) continue;
      last = batch;
      yield batch;
      if (nameOf(faults()) === nameOf(active)) continue;
      isOver = false;
      break;
    }
  }
}
