const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** Late: the filing that raised the item came more than 1 h after its own reading was effective. */
export const isLate = (effectiveMs: number, filedMs: number): boolean => filedMs - effectiveMs > HOUR_MS;

/** No item is raised for a reading effective more than 7 days before the filing that would raise it. */
export const mayRaise = (effectiveMs: number, nowMs: number): boolean => nowMs - effectiveMs <= WEEK_MS;
