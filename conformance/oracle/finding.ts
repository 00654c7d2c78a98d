/** One judgement of one requirement; the shape that conformance/verdict/types.ts publishes. */
export interface Finding {
  readonly requirement: string;
  readonly lane: string;
  readonly polarity: 'must' | 'must-not';
  readonly outcome: 'met' | 'broken' | 'undecided';
  readonly subject: {
    readonly patient?: string;
    readonly order?: string;
    readonly reading?: string;
    readonly item?: string;
  };
  readonly expected: string;
  readonly observed: string;
  readonly lines: readonly number[];
  readonly timing?: { readonly deadlineMs: number; readonly lowMs: number; readonly highMs: number | null };
  /** Met, but with a reservation: makes the verdict a WARN. */
  readonly warning?: string;
}

/** A finding whose words are made only when somebody will read them: a history holds a great many met ones. */
export interface Report extends Omit<Finding, 'requirement' | 'expected' | 'observed'> {
  readonly expected: () => string;
  readonly observed: () => string;
}

/** Where requirements put what they find. */
export interface Sink {
  report(requirement: string, report: Report): void;
  /** Something the requirement left free. */
  may(requirement: string, lane: string): void;
}
