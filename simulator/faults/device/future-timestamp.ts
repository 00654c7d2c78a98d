import { HOUR_MS } from '../../clock.ts';
import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';
import { YEAR_MS } from '../occurrence.ts';

const ID = 'future-timestamp';
const LEAST_MS = HOUR_MS;
const MOST_MS = YEAR_MS;

/** As likely between an hour and a day as between a fortnight and a year: even on a logarithmic scale. */
export const futureTimestamp: FaultOf<'device'> = {
  id: ID,
  title: 'A time that has not come yet',
  layer: 'device',
  measures: ['glucose', 'weight'],
  usual: '0.1 % of records, an hour to a year ahead (assumed)',
  apply: (items, setting) =>
    changeSome(items, setting, {
      id: ID,
      perItem: 0.001,
      applies: () => true,
      change: (record, random) => {
        const aheadMs = LEAST_MS * Math.exp(random.uniform() * Math.log(MOST_MS / LEAST_MS));
        return { ...record, shownMs: record.shownMs + Math.round(aheadMs / 1000) * 1000 };
      },
    }),
};
