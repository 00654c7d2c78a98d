/** Where one phone's sender finds its bus. */
export interface PhoneAddress {
  readonly lane: string;
  readonly url: string;
  readonly token: string;
}

/** A running sender of one phone. */
export interface RunningSender {
  /** Settles when it has ended by itself with a failure, and says how: it will not come any more. Unsaid: nobody can tell. */
  readonly failed?: Promise<string>;
  /** Ends it without warning. */
  kill(): Promise<void>;
}

/**
 * How a sender is started for one phone. Started again for the same phone it has to come back with all that it had. The
 * promise rejects where it cannot be started.
 */
export type StartSender = (phone: PhoneAddress) => Promise<RunningSender>;
