import { forbidding } from '../forbidding.ts';

/** SND-14: the meter's own test liquid is nobody's glucose; blood from the same meter arrives. */
export const SND_14 = forbidding(
  'SND-14',
  ['control'],
  ['control solution is not sent', 'blood from the same meter arrives'],
);
