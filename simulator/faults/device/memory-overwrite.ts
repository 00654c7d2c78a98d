import { MOST_ROOM_AWAY, type DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'memory-overwrite';
const PER_YEAR = 0.2;
const LEAST_ROOM = 5;
const MOST_ROOM = Math.min(20, MOST_ROOM_AWAY);
const LEAST_LOST = 1;
const MOST_LOST = 20;

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const absences = arrivals(PER_YEAR, setting);
  let [room, left] = [0, 0];
  for (const record of records) {
    const absence = absences.latest(record.truth.trueTimeMs);
    if (absence !== undefined && left === 0) {
      const random = setting.streamOf('absence', absence.number);
      room = LEAST_ROOM + random.int(MOST_ROOM - LEAST_ROOM + 1);
      left = room + LEAST_LOST + random.int(MOST_LOST - LEAST_LOST + 1);
    }
    if (left === 0) yield record;
    else {
      left--;
      yield touchedBy({ ...record, roomAway: room }, ID);
    }
  }
}

/**
 * No phone comes near for so long that the meter overwrites what nobody has read; the rest comes late and at once. A whole memory of
 * 500 records and more takes half a year to fill, so little of it can be used here, as where it is worn.
 */
export const memoryOverwrite: FaultOf<'device'> = {
  id: ID,
  title: 'No phone near until the memory overwrote what nobody had read',
  layer: 'device',
  measures: ['glucose'],
  usual: "1 in a meter's life of 5 years, 1 to 20 records lost, the latest 5 to 20 late (assumed)",
  apply,
};
