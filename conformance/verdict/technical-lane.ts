/** Lanes of the harness's own: who was enrolled, how the inbox was watched, the sentinel, the reading back at the end. */
const TECHNICAL_LANES: readonly string[] = ['people', 'observer', 'sentinel', 'drain'];

export const isTechnicalLane = (lane: string): boolean => TECHNICAL_LANES.includes(lane);
