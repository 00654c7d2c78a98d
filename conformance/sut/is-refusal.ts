/**
 * 4xx by which nothing was judged: the request may still be at work behind a 408, and a 429 asks for the same again
 * later, as a 503 does. Sources: RFC 9110, 15.5.9; RFC 6585, 4.
 */
const NO_DECISION: ReadonlySet<number> = new Set([408, 429]);

/** Whether an HTTP status says that what was asked was judged, and refused. */
export const isRefusal = (status: number): boolean => status >= 400 && status < 500 && !NO_DECISION.has(status);
