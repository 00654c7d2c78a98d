import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';
import { isGlucose } from './shown.ts';

const ID = 'low-sample';

/** Too little blood: an error on the display and nothing for the phone but a number that is never seen. */
export const lowSample: FaultOf<'device'> = {
  id: ID,
  title: 'Too little blood, no reading',
  layer: 'device',
  measures: ['glucose'],
  usual: '1 % of tests (assumed; with strip errors 1.5 %)',
  apply: (items, setting) =>
    changeSome(items, setting, { id: ID, perItem: 0.01, applies: isGlucose, change: () => undefined }),
};
