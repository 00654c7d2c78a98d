/** Lanes whose items are caused on purpose, to prove that the In Basket is alive. */
export const isSentinelLane = (lane: string): boolean => lane === 'sentinel' || lane.startsWith('sentinel/');
