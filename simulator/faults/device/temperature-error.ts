import type { EpochMs } from '../../clock.ts';
import type { DeviceRecord } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { strikes } from '../occurrence.ts';

const ID = 'temperature-error';
const PER_TEST = 0.003;
const IN_SEASON = 10;
const IN_GARAGE = 0.1;
const WARM_FROM = 3;
const WARM_TO = 8;
/** Hottest and coldest months of the northern half of the earth, from 0. */
const SEASON: readonly number[] = [0, 1, 6, 7];

const monthOf = (atMs: EpochMs): number => new Date(atMs).getUTCMonth();

const refused = (record: DeviceRecord, month: number): DeviceRecord => ({
  ...record,
  result: { kind: 'absent', reason: 'error' },
  status: [...(record.status ?? []), month >= WARM_FROM && month <= WARM_TO ? 'temperature-high' : 'temperature-low'],
});

function* apply(records: Iterable<DeviceRecord>, setting: FaultSetting): Generator<DeviceRecord> {
  const garage = setting.rate > 0 && setting.streamOf('garage').bernoulli(IN_GARAGE);
  const usually = strikes(PER_TEST, setting);
  const inSeason = strikes(PER_TEST * IN_SEASON, setting);
  for (const record of records) {
    const month = monthOf(record.truth.trueTimeMs);
    const struck = garage && SEASON.includes(month) ? inSeason : usually;
    yield struck(record) ? touchedBy(refused(record, month), ID) : record;
  }
}

/** A meter that is too hot or too cold does not measure, and says why. */
export const temperatureError: FaultOf<'device'> = {
  id: ID,
  title: 'Too hot or too cold to measure',
  layer: 'device',
  measures: ['glucose'],
  usual: '0.3 % of tests; 3 % in January, February, July and August for 1 meter in 10, kept in a garage (assumed)',
  apply,
};
