import { withControlTests } from './control-tests.ts';
import type { FaultOf } from '../fault.ts';

const ID = 'control-solution';

/** A test of the meter, not of the person. A meter that marks control solution says so; the person is nobody. */
export const controlSolution: FaultOf<'person'> = {
  id: ID,
  title: 'Control solution on the strip',
  layer: 'person',
  measures: ['glucose'],
  usual: '1 a month, 110 ± 8 or 300 ± 15 mg/dL (assumed)',
  apply: (items, setting) => withControlTests(items, setting, { id: ID, perYear: 12, specimen: 'control' }),
};
