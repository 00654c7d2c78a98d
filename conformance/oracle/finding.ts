/** One thing the contract demanded, permitted or forbade, and what became of it. */
export interface Finding {
  readonly requirement: string;
  readonly lane: string;
  /** `must`: something had to happen (positive). `must-not`: something had to stay away (its negative twin). */
  readonly polarity: 'must' | 'must-not';
  readonly outcome: 'met' | 'broken' | 'undecided';
  /** Business keys, `system|value`. */
  readonly subject: {
    readonly patient?: string;
    readonly order?: string;
    readonly reading?: string;
    readonly item?: string;
  };
  /** What was expected, with the clause and the arithmetic: "212 > 180; limits from 2 March 2035 09:00 -05:00, in force at 2035-03-03T07:59". */
  readonly expected: string;
  readonly observed: string;
  /** Sequence numbers of the history lines this rests on. */
  readonly lines: readonly number[];
  /** For deadlines: the interval the delay lies in, milliseconds; `high` null: never seen. */
  readonly timing?: { readonly deadlineMs: number; readonly lowMs: number; readonly highMs: number | null };
  /** Met, but with a reservation (another code than the documented one, more than 80 % of a deadline used): makes it a WARN. */
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
  /** Something the requirement left free. `too-many-states`: only because more states were possible than are carried. */
  may(requirement: string, lane: string, why?: 'too-many-states'): void;
}
