/** What the contract leaves to a receiver to declare, as far as this one has a choice. */
export interface ReferencePolicies {
  /** Readings taken before the grant: since the order's start, or none. */
  readonly backfill: 'since-order-start' | 'none';
  /** Readings sent after the order's end for a time inside it. */
  readonly afterEnd: 'accept' | 'refuse';
  /** Results of the meter's own test liquid: refused, or kept apart and counted in no rule. */
  readonly control: 'refuse' | 'store-apart';
  /** Readings more than 5 min ahead: refused, or taken aside and found by nobody. */
  readonly future: 'refuse' | 'quarantine';
  /** Whether permission needs a tracker that was picked in the portal. */
  readonly portal: 'none' | 'required';
  /** Whether readings come from admitted sources alone. */
  readonly sources: 'open' | 'admitted';
  /** How far in the past an order may start. */
  readonly backdateDays: number;
}

export const DEFAULT_POLICIES: ReferencePolicies = {
  backfill: 'since-order-start',
  afterEnd: 'accept',
  control: 'refuse',
  future: 'refuse',
  portal: 'none',
  sources: 'open',
  backdateDays: 30,
};
