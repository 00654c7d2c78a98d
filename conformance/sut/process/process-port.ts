/** How a system is brought down: ended in good order, ended at once, or held still. */
export const OUTAGES = ['stop', 'kill', 'pause'] as const;
export type Outage = (typeof OUTAGES)[number];

/** The name of each in a history, as a `fault` line says it. */
export const FAULT_OF = { stop: 'stopped', kill: 'killed', pause: 'paused' } as const satisfies Readonly<
  Record<Outage, string>
>;

/**
 * Port `process`: how the harness brings a system down and up again. Each act is done when it has returned. Throws
 * ProcessProblem where it could not be done: that says something of the means, and nothing of the system.
 */
export interface ProcessPort {
  readonly via: 'command' | 'port-protocol';
  down(how: Outage): Promise<void>;
  /** Starts it after `stop` and `kill`, lets it go on after `pause`. It may not answer yet. */
  up(how: Outage): Promise<void>;
  /** How long it may take until it answers again, ms. */
  readonly readyWithinMs: number;
  /** What there are means for; unsaid: nobody knows before it is asked for. */
  readonly can?: readonly Outage[];
  /** Sets the system's own clock so many ms from right, below zero: back; 0: right again. Absent: there are no means to it. */
  setClock?(byMs: number): Promise<void>;
}

/**
 * The harness could not stop, kill, hold or start the system, or it did not answer again. `isLacking`: there are no means
 * for it, so that nothing was done.
 */
export class ProcessProblem extends Error {
  override readonly name = 'ProcessProblem';
  readonly isLacking: boolean;

  constructor(message: string, { cause, isLacking = false }: { cause?: unknown; isLacking?: boolean } = {}) {
    super(message, { cause });
    this.isLacking = isLacking;
  }
}
