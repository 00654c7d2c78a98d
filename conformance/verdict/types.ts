/**
 * What the oracle says. Meanings: docs/verdicts.md. Everything here is a pure function of one
 * history and the catalogue, so that judging again gives the same bytes.
 */
export const VERDICTS = [
  'PASS',
  'WARN',
  'NOT_APPLICABLE',
  'NOT_RUN',
  'INCONCLUSIVE',
  'UNSTABLE',
  'UNTESTABLE',
  'FAIL',
  'HARNESS_ERROR',
] as const;
export type Verdict = (typeof VERDICTS)[number];

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
  /** What was expected, with the clause and the arithmetic: "212 > 180, version of 2035-03-05T09:00:00-05:00". */
  readonly expected: string;
  readonly observed: string;
  /** Sequence numbers of the history lines this rests on. */
  readonly lines: readonly number[];
  /** For deadlines: the interval the delay lies in, milliseconds; `high` null: never seen. */
  readonly timing?: { readonly deadlineMs: number; readonly lowMs: number; readonly highMs: number | null };
  /** Met, but with a reservation (another code than the documented one, more than 80 % of a deadline used): makes it a WARN. */
  readonly warning?: string;
}

/** The verdict on one requirement over all lanes of a run. */
export interface RequirementVerdict {
  readonly requirement: string;
  readonly level: 'MUST' | 'SHOULD' | 'MAY';
  readonly statement: string;
  readonly verdict: Verdict;
  /** One sentence: why this verdict. */
  readonly reason: string;
  /** How often the requirement demanded, forbade or left free; how often it was broken or could not be decided. */
  readonly counts: {
    readonly must: number;
    readonly mustNot: number;
    readonly may: number;
    readonly broken: number;
    readonly undecided: number;
  };
  /** All broken and undecided findings and those with a reservation (at most 50 of each), and the first met of each polarity. */
  readonly findings: readonly Finding[];
}

/** The verdict on one lane, so that a scenario has a colour of its own. */
export interface LaneVerdict {
  readonly lane: string;
  readonly verdict: Verdict;
  readonly counts: {
    readonly ops: number;
    readonly readings: number;
    readonly refused: number;
    readonly items: number;
    readonly must: number;
    readonly broken: number;
    readonly undecided: number;
  };
}

export interface RunVerdicts {
  readonly format: 1;
  readonly run: string;
  readonly sut: { readonly name: string; readonly version: string };
  readonly catalogue: string;
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** What voids or limits the run as a whole: cut off, harness lag, damaged lines. */
  readonly notes: readonly string[];
  readonly virtualTime: boolean;
  readonly requirements: readonly RequirementVerdict[];
  readonly lanes: readonly LaneVerdict[];
}
