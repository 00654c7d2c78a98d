import { DAY_MS, MINUTE_MS } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import { chance, touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';

const ID = 'dst-not-applied';
/** When somebody notices. Assumed. */
const NOTICED_DAYS = [1, 60] as const;

/** Whether the meter's clock went with the place's: one that nobody sets is behind without this fault. What it drifted meanwhile is less. */
const followed = (wrongByMs: number, placeByMinutes: number): boolean =>
  Math.abs(wrongByMs) < (Math.abs(placeByMinutes) * MINUTE_MS) / 2;

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  let placeMinutes: number | undefined;
  let wrongMs = 0;
  let behindMinutes = 0;
  let noticedMs = 0;
  let changes = 0;
  for (const record of records) {
    const { offsetMinutes, shownMs, truth } = record;
    const wrongBeforeMs = wrongMs;
    wrongMs = shownMs - truth.trueTimeMs;
    if (placeMinutes !== undefined && placeMinutes !== offsetMinutes) {
      const random = setting.streamOf('change', changes++);
      const wasSet = followed(wrongMs - wrongBeforeMs, offsetMinutes - placeMinutes);
      if (random.bernoulli(chance(1, setting)) && wasSet) {
        behindMinutes += offsetMinutes - placeMinutes;
        noticedMs = truth.trueTimeMs + random.between(...NOTICED_DAYS) * DAY_MS;
      } else behindMinutes = 0;
    }
    placeMinutes = offsetMinutes;
    if (truth.trueTimeMs >= noticedMs) behindMinutes = 0;
    yield behindMinutes === 0 ? record : touchedBy({ ...record, shownMs: shownMs - behindMinutes * MINUTE_MS }, ID);
  }
}

/** The clocks of the place change, the meter's does not: an hour behind in spring, ahead in autumn. */
export const dstNotApplied: FaultOf<'device'> = {
  id: ID,
  title: 'Summer or winter time not set',
  layer: 'device',
  measures: ['glucose'],
  usual: '2 a year, at each change of the clocks, for 1 to 60 days (assumed)',
  apply,
};
