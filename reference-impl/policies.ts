/** What the contract leaves to a receiver to declare, as far as this one has a choice. */
export interface ReferencePolicies {
  /** Readings taken before the grant: since the order's start, or none. */
  readonly backfill: 'since-order-start' | 'none';
  /** Readings sent after the order's end for a time inside it. */
  readonly afterEnd: 'accept' | 'refuse';
  /** How far in the past an order may start. */
  readonly backdateDays: number;
}

export const DEFAULT_POLICIES: ReferencePolicies = {
  backfill: 'since-order-start',
  afterEnd: 'accept',
  backdateDays: 30,
};
