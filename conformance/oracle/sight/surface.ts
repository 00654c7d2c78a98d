/** The surface that deadlines and absence are judged on: the profile's inbox. */
export const JUDGED_SURFACE = 'inbox';
/**
 * A subscriber's endpoint. It says how soon an item was there, and no more: whether it is there at all, and in time, the
 * judged surface says.
 */
export const PUSH = 'push';
/** The search by patient at the end of a run, which asks for no stamps. */
export const SWEEP = 'sweep';

/** Instances of one surface are told apart after a colon: `inbox:node-2`. */
export const isJudged = (surface: string): boolean => surface.split(':', 1)[0] === JUDGED_SURFACE;
