/** Every bound of subscriptions, declared in docs/bindings/fhir.md. */
export const BOUNDS = {
  /** Subscriptions that have not ended. */
  most: 100,
  /** Events that are kept of one subscription; the oldest go first, delivered or not. */
  events: 100_000,
  /** Events are kept at least this long, unless there are too many of them. */
  keepMs: 24 * 3_600_000,
  /** Ended subscriptions whose events are still kept. */
  ended: 100,
  /** The farthest end: a subscription that is forgotten does not live for ever. */
  lifeMs: 31 * 24 * 3_600_000,
  /** Events in one notification, and in one answer of `$events`. */
  perNotification: 100,
  perAnswer: 500,
  heartbeatS: { least: 1, most: 86_400 },
  timeoutS: { least: 1, most: 60 },
  endpointLength: 2048,
  headers: 10,
  headerLength: 4096,
  filters: 10,
  filterLength: 2048,
} as const;

/** When what is tried again, in ms. For tests to shorten. */
export interface Timing {
  /** An endpoint that says nothing for so long has failed. */
  readonly timeoutMs: number;
  /** The pause after the first failure; each further one doubles it, up to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Handshakes before a subscription that never was active is given up. */
  readonly handshakes: number;
  /** Failures in a row that put an active subscription into error; it is tried on. */
  readonly failures: number;
}

export const TIMING: Timing = {
  timeoutMs: 5000,
  firstPauseMs: 500,
  longestPauseMs: 60_000,
  handshakes: 3,
  failures: 5,
};

/** The pause after so many failures in a row, from 1. */
export const pauseMs = (timing: Timing, failures: number): number =>
  Math.min(timing.longestPauseMs, timing.firstPauseMs * 2 ** Math.min(failures - 1, 30));
