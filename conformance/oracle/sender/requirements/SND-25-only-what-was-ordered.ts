import { forbidding } from '../forbidding.ts';

/** SND-25: what was not ordered, or lies outside the order's period, stays away; what was ordered arrives. */
export const SND_25 = forbidding(
  'SND-25',
  ['not-ordered', 'outside-order', 'before-grant'],
  ['nobody ordered it', 'what was ordered arrives'],
);
