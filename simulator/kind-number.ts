/** Kinds of people that device addresses have room for; record numbers, which name the kind in two digits, have more. */
export const MOST_KINDS = 32;
/** Of what belongs to no kind, such as the device of a recording. */
export const NO_KIND = 0;

/**
 * A hash cut to a number below `space`, of those that are of a kind alone: whatever the hashes are, two kinds never share one.
 * Throws RangeError for a number that is no kind's.
 */
export function numberOfKind(hash: number, kind: number, space: number): number {
  if (!Number.isInteger(kind) || kind < 0 || kind >= MOST_KINDS) throw new RangeError(`kind ${kind}`);
  return ((hash >>> 0) % Math.floor(space / MOST_KINDS)) * MOST_KINDS + kind;
}
