/** Lanes of the harness's own: who was enrolled, how the inbox was watched, the reading back at the end. */
const TECHNICAL_LANES: readonly string[] = ['people', 'observer', 'drain'];

/** Lanes whose one item is caused on purpose, to prove that the In Basket is alive: `sentinel`, `sentinel/before`. */
export const isSentinelLane = (lane: string): boolean => lane === 'sentinel' || lane.startsWith('sentinel/');

export const isTechnicalLane = (lane: string): boolean => TECHNICAL_LANES.includes(lane) || isSentinelLane(lane);
