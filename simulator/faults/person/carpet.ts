import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';

const ID = 'carpet';
const LESS = [0.005, 0.03] as const;

/** A scale on a soft floor shows too little: realism facts 4.2. */
export const carpet: FaultOf<'person'> = {
  id: ID,
  title: 'The scale stood on a carpet',
  layer: 'person',
  measures: ['weight'],
  usual: '1 % of weighings, 0.5 to 3 % less (assumed)',
  apply: (items, setting) =>
    changeSome(items, setting, {
      id: ID,
      perItem: 0.01,
      applies: ({ specimen }) => specimen === 'body',
      change: (item, random) => ({ ...item, presented: item.presented * (1 - random.between(...LESS)) }),
    }),
};
