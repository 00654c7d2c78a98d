/**
 * How callers show who they are: by tokens that the operator signs with the shared key, by those and by tokens that
 * registered clients get (`smart`), or not at all.
 */
export type OfferedAccess = 'tokens' | 'smart' | 'none';
