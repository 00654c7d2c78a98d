import { withControlTests } from './control-tests.ts';
import type { FaultOf } from '../fault.ts';

const ID = 'unlabelled-control';

/** Out of its temperatures a meter may take control solution for blood; only the truth knows. */
export const unlabelledControl: FaultOf<'person'> = {
  id: ID,
  title: 'Control solution that the meter takes for blood',
  layer: 'person',
  measures: ['glucose'],
  usual: '0.1 a month: a tenth of the tests with control solution (assumed)',
  apply: (items, setting) => withControlTests(items, setting, { id: ID, perYear: 1.2, specimen: 'capillary' }),
};
