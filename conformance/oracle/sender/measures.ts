import { Measure } from '../../../contract/domain/index.ts';

/** Everything that is tracked. */
export const MEASURES_OF: readonly Measure[] = Measure.options;
