import type { RefusalName } from '../../../contract/codes/refusals.ts';
import type { Cause } from '../readings/expectation.ts';
import type { Ground } from './ruling.ts';

/** Why a gate does not let a reading in. */
export type ReadingGround = Ground<Cause, RefusalName>;
