/** Exit codes of the command; stable, tested, the same for every sub-command (docs/cli.md). */
export const EXIT = {
  passed: 0,
  failed: 1,
  undecided: 2,
  nothingMatched: 3,
  usage: 64,
  badInput: 65,
  unreachable: 69,
  harness: 70,
  interrupted: 75,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a problem lies: as much of it as is known. `line` counts from 1; `path` is like `limits[0].high`. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly path?: string;
}

/**
 * Input from outside (a scenario, a profile, a history, a recorded file) that cannot be used. Says
 * what is wrong, where, what was expected and what to do. Thrown before anything has run.
 */
export class InputProblem extends Error {
  override readonly name = 'InputProblem';
  readonly place: Place;
  readonly expected: string;
  readonly advice: string | undefined;
  readonly exitCode: ExitCode;

  constructor(what: string, place: Place, expected: string, options: { advice?: string; exitCode?: ExitCode } = {}) {
    super(what);
    this.place = place;
    this.expected = expected;
    this.advice = options.advice;
    this.exitCode = options.exitCode ?? EXIT.badInput;
  }

  /** The whole message for a terminal, on a few lines. */
  describe(): string {
    const { file, line, path } = this.place;
    const where = [file === undefined ? '' : line === undefined ? file : `${file}:${line}`, path ?? '']
      .filter((s) => s !== '')
      .join(' at ');
    return [
      where === '' ? this.message : `${where}: ${this.message}`,
      `  expected: ${this.expected}`,
      ...(this.advice === undefined ? [] : [`  what to do: ${this.advice}`]),
    ].join('\n');
  }
}
