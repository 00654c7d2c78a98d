import type { DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';
import { showing, shownDecimals, shownNumber } from './shown.ts';

const ID = 'integer-rounding-era';

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const changes = arrivals(1 / 3, setting);
  let whole = false;
  for (const record of records) {
    if (changes.latest(record.truth.trueTimeMs) !== undefined) whole = !whole;
    const number = shownNumber(record);
    if (!whole || number === undefined || shownDecimals(record) === 0) yield record;
    else yield touchedBy(showing(record, number, record.unit, 0), ID);
  }
}

/** Real series of years have stretches in whole pounds or kilograms (realism facts 4.1). */
export const integerRoundingEra: FaultOf<'device'> = {
  id: ID,
  title: 'A time of whole kilograms or pounds only',
  layer: 'device',
  measures: ['weight'],
  usual: '1 change in 3 years, to whole numbers and back (assumed)',
  apply,
};
