import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';

const ID = 'heavy-clothing';
const CLOTHES_KG = [0.8, 2] as const;

/** Shoes are 0.7 to 1.2 kg, heavy clothes 0.5 to 1.8: realism facts 4.2 and 9.4. */
export const heavyClothing: FaultOf<'person'> = {
  id: ID,
  title: 'Weighed in shoes or heavy clothes',
  layer: 'person',
  measures: ['weight'],
  usual: '4 % of weighings, 0.8 to 2 kg more (assumed)',
  apply: (items, setting) =>
    changeSome(items, setting, {
      id: ID,
      perItem: 0.04,
      applies: ({ specimen }) => specimen === 'body',
      change: (item, random) => ({ ...item, presented: item.presented + random.between(...CLOTHES_KG) }),
    }),
};
