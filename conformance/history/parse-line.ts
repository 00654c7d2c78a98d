import type { z } from 'zod';
import { InputProblem } from '../../contract/input-problem.ts';
import { HISTORY_FORMAT, HistoryLine } from './lines.ts';
import { pathText } from '../../contract/yaml/path-text.ts';
import type { TextLine } from './split-lines.ts';

const KINDS = 'run, op, seen, fault or end';

/** The issue that lies deepest is the one that says where the line is wrong. */
const deepest = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined =>
  issues.toSorted((a, b) => b.path.length - a.path.length)[0];

/**
 * Reads the lines of one history in order and holds them to the form: `run` first and once, `seq`
 * rising by one, nothing after `end`. Every damage is an InputProblem with file, line and field.
 */
export class LineParser {
  #seq = 0;
  #begun = false;
  #ended = false;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Undefined for the torn last line of a run that was cut off while writing it. */
  parse({ text, number, whole }: TextLine): HistoryLine | undefined {
    const problem = (what: string, expected: string, path?: string): InputProblem =>
      new InputProblem(
        what,
        { file: this.#file, line: number, ...(path === undefined || path === '' ? {} : { path }) },
        expected,
      );
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      if (!whole && this.#begun) return undefined;
      throw problem('not JSON', 'one JSON object a line');
    }
    const kind = (raw as { kind?: unknown } | null)?.kind;
    if (!this.#begun) {
      if (kind !== 'run')
        throw problem('the history does not begin with its run', 'a line of kind "run" first', 'kind');
      const { format } = raw as { format?: unknown };
      if (format !== HISTORY_FORMAT)
        throw problem(
          `this history has format ${JSON.stringify(format)}`,
          `format ${HISTORY_FORMAT}, the only one that this version reads`,
          'format',
        );
    } else if (kind === 'run') throw problem('a second run line', 'one run in a history', 'kind');
    if (this.#ended) throw problem('a line after the end', 'nothing after the line of kind "end"');

    const parsed = HistoryLine.safeParse(raw);
    if (!parsed.success) {
      const issue = deepest(parsed.error.issues);
      const path = pathText(issue?.path ?? []);
      const what = path === 'kind' ? `unknown kind ${JSON.stringify(kind)}` : 'the line does not fit the format';
      throw problem(what, path === 'kind' ? KINDS : (issue?.message ?? 'a history line'), path);
    }
    const line = parsed.data;
    if (line.kind !== 'run') {
      if (line.seq !== this.#seq + 1)
        throw problem(`seq is ${line.seq}`, `seq ${this.#seq + 1}: no line may be lost`, 'seq');
      this.#seq = line.seq;
    }
    this.#begun = true;
    this.#ended = line.kind === 'end';
    return line;
  }

  /** Called at the end of the file. */
  finish(): void {
    if (!this.#begun)
      throw new InputProblem('the history is empty', { file: this.#file, line: 1 }, 'a line of kind "run" first');
  }
}
