import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';
import { isGlucose } from './shown.ts';

const ID = 'strip-error';

/** E1 to E5: a used, damp or damaged strip. As with too little blood the meter counts the test and keeps nothing of it. */
export const stripError: FaultOf<'device'> = {
  id: ID,
  title: 'A strip that cannot be used, no reading',
  layer: 'device',
  measures: ['glucose'],
  usual: '0.5 % of tests (assumed; with too little blood 1.5 %)',
  apply: (items, setting) =>
    changeSome(items, setting, { id: ID, perItem: 0.005, applies: isGlucose, change: () => undefined }),
};
