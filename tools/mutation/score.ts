/** What became of the mutants of one folder. */
export interface Scored {
  readonly name: string;
  readonly mutants: number;
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  /** No test reaches it. Counts as survived in the score. */
  readonly uncovered: number;
  /** Texts for people, and values that are computed once when a file is loaded: not tried, not in the score. */
  readonly ignored: number;
  /** Not in the sample: not in the score. */
  readonly untried: number;
  /** It did not run at all: not in the score. */
  readonly invalid: number;
  /** Killed and timed out of all that were tried, as text with one digit. */
  readonly percent: string;
}

/** Counts the statuses of Stryker's report. */
export const scoreOf = (name: string, statuses: readonly string[]): Scored => {
  const count = (...wanted: string[]): number => statuses.filter((s) => wanted.includes(s)).length;
  const detected = count('Killed', 'Timeout');
  const missed = count('Survived', 'NoCoverage');
  return {
    name,
    mutants: statuses.length,
    killed: count('Killed'),
    timedOut: count('Timeout'),
    survived: count('Survived'),
    uncovered: count('NoCoverage'),
    ignored: count('Ignored'),
    untried: count('Untried'),
    invalid: count('RuntimeError', 'CompileError'),
    percent: detected + missed === 0 ? '-' : ((100 * detected) / (detected + missed)).toFixed(1),
  };
};
