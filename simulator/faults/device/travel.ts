import { DAY_MS, MINUTE_MS, type EpochMs } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import type { RandomStream } from '../../random.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'travel';
const TRIPS_PER_YEAR = 2;
const TRIP_DAYS = [3, 14] as const;
const LEAST_HOURS = 3;
const MOST_HOURS = 9;
/** Offsets that places on earth have. */
const WEST_MINUTES = -12 * 60;
const EAST_MINUTES = 14 * 60;

interface Trip {
  readonly byMinutes: number;
  readonly backMs: EpochMs;
}

function tripFrom(atMs: EpochMs, random: RandomStream): Trip {
  const hours = LEAST_HOURS + random.int(MOST_HOURS - LEAST_HOURS + 1);
  const byMinutes = (random.bernoulli(0.5) ? 60 : -60) * hours;
  return { byMinutes, backMs: atMs + random.between(...TRIP_DAYS) * DAY_MS };
}

const onEarth = (minutes: number): boolean => minutes >= WEST_MINUTES && minutes <= EAST_MINUTES;

/** The phone knows the place, the meter shows the time at home: their difference goes into the instant. */
function abroad(record: DeviceRecord, { byMinutes }: Trip): DeviceRecord {
  const shift = onEarth(record.offsetMinutes + byMinutes) ? byMinutes : -byMinutes;
  return touchedBy(
    { ...record, offsetMinutes: record.offsetMinutes + shift, shownMs: record.shownMs - shift * MINUTE_MS },
    ID,
  );
}

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const departures = arrivals(TRIPS_PER_YEAR, setting);
  let trip: Trip | undefined;
  for (const record of records) {
    const { trueTimeMs } = record.truth;
    const departure = departures.latest(trueTimeMs);
    if (departure !== undefined) trip = tripFrom(departure.atMs, setting.streamOf('trip', departure.number));
    if (trip !== undefined && trueTimeMs >= trip.backMs) trip = undefined;
    yield trip === undefined ? record : abroad(record, trip);
  }
}

export const travel: FaultOf<'device'> = {
  id: ID,
  title: 'Away from home: the phone changes its zone, the meter does not',
  layer: 'device',
  measures: ['glucose'],
  usual: '2 trips a year of 3 to 14 days, 3 to 9 hours east or west (assumed)',
  apply,
};
