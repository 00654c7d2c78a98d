/**
 * When a finding was made, in a history that one oracle judges alone: of an operation as it came, its line; of a
 * patient, the patient's key, because patients come after that in the order of their keys.
 */
export type Rank = number | string;

/** For sorting: which of two came first; 0 for one and the same. */
export const byRank = (a: Rank, b: Rank): number => {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
};
