import { KG_PER_LB } from '../../../contract/codes/measures.ts';
import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';
import { showing, shownDecimals, shownNumber } from './shown.ts';

const ID = 'kg-lb-mix';
const KG_PER_POUND = Number(KG_PER_LB);

/** The number is in pounds and is called kilograms, or the other way round. */
export const kgLbMix: FaultOf<'device'> = {
  id: ID,
  title: 'Pounds that are called kilograms',
  layer: 'device',
  measures: ['weight'],
  usual: '0.1 % of weighings, 2.2046 times as much or as little (assumed)',
  apply: (items, setting) =>
    changeSome(items, setting, {
      id: ID,
      perItem: 0.001,
      applies: (record) => record.result.kind === 'value' && (record.unit === 'kg' || record.unit === '[lb_av]'),
      change: (record) => {
        const number = shownNumber(record) ?? 0;
        const other = record.unit === 'kg' ? number / KG_PER_POUND : number * KG_PER_POUND;
        return showing(record, other, record.unit, shownDecimals(record));
      },
    }),
};
