const SIDES = /^[^:]*: (\d+) of (\d+) demanded, (\d+) of (\d+) forbidden$/;

function side(count: number, needed: number, one: string, more: string): readonly string[] {
  if (count >= needed) return [];
  return [count === 0 ? `none that ${one} it (${needed} needed)` : `${count} of ${needed} that ${more} it`];
}

/** Whether a requirement was exercised, but not on both sides as often as it has to be. */
export const isPartly = (reason: string): boolean => {
  const [, must, , mustNot] = SIDES.exec(reason) ?? [];
  return must !== undefined && Number(must) + Number(mustNot) > 0;
};

/**
 * The reason for a verdict as people read it. That too little was exercised comes as two fractions;
 * what they are read for is the side that is missing, so that side alone is named.
 */
export function showReason(reason: string): string {
  const [, must, mustNeeded, mustNot, mustNotNeeded] = SIDES.exec(reason) ?? [];
  if (must === undefined) return reason;
  if (!isPartly(reason)) return 'never came up in this run';
  const missing = [
    ...side(Number(must), Number(mustNeeded), 'demands', 'demand'),
    ...side(Number(mustNot), Number(mustNotNeeded), 'forbids', 'forbid'),
  ];
  return missing.length === 0 ? reason : `too few cases: ${missing.join(', ')}`;
}
