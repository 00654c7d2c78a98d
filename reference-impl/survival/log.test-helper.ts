/**
 * When something may have taken effect, by the virtual clock, ms: not before it was sent, and not after its answer
 * came. `answered`: with success. What was never answered may have taken effect, or not.
 */
export interface Deed {
  readonly earliestMs: number;
  latestMs: number;
  answered: boolean;
}

/** What was done to one reading, by one writer, in this order. */
export interface ReadingLog {
  readonly key: string;
  readonly patient: string;
  /** mg/dL, whole numbers. */
  readonly value: number;
  readonly filed: Deed;
  correction?: Deed & { readonly value: number };
  act?: Deed & { readonly status: 'seen' | 'done' };
}

/** An order under which nothing is ever filed; ms. Its first period begins after it was sent. */
export interface SilentOrderLog {
  readonly key: string;
  readonly startMs: number;
  readonly missingMs: number;
  readonly summaryMs: number;
  /** As many as its period has room for. */
  readonly mostSummaries: number;
  readonly placed: Deed;
}

/** Everything that was sent, over all lives of the process. */
export interface Log {
  readonly readings: Map<string, ReadingLog>;
  readonly orders: Map<string, SilentOrderLog>;
  /** Bounds of the virtual clock now. */
  clock: { leastMs: number; mostMs: number };
}

export const begun = ({ clock }: Log): Deed => ({
  earliestMs: clock.leastMs,
  latestMs: Number.POSITIVE_INFINITY,
  answered: false,
});

export const answered = ({ clock }: Log, deed: Deed): void => {
  deed.answered = true;
  deed.latestMs = clock.mostMs;
};

/** The process is gone: what was not answered has taken effect by now, or never will. */
export const ended = (log: Log): void => {
  for (const { filed, correction, act } of log.readings.values())
    for (const deed of [filed, correction, act])
      if (deed !== undefined) deed.latestMs = Math.min(deed.latestMs, log.clock.mostMs);
};
