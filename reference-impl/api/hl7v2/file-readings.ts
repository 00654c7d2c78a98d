import type { Reading } from '../../../contract/domain/index.ts';
import type { Caller, Pipeline } from '../../pipeline.ts';
import { judged, type Judgement, judgementOf, type Keep } from './judgement.ts';

/** Files what one ORU^R01 holds, all or nothing. */
export const fileReadings = (
  pipeline: Pipeline,
  caller: Caller,
  readings: readonly Reading[],
  keep: Keep,
): Promise<Judgement> => judged(caller, keep, (as) => pipeline.readings.file(as, readings), judgementOf);
