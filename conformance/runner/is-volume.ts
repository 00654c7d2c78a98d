import type { LanePlan } from './plan/planned-act.ts';

/** More than any check sends that is not about how much is sent. */
const MANY = 1000;

/**
 * So many readings are sent together in a lane that it keeps a system busy: what others are told in the meantime would be
 * judged by what this one does. Such a lane is played by itself, when the others are through.
 */
export const isVolume = ({ acts }: Pick<LanePlan, 'acts'>): boolean =>
  acts.reduce((n, { step }) => n + (step.kind === 'together' ? step.acts.length : 0), 0) > MANY;
