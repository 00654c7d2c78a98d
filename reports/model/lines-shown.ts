import type { HistoryLine } from '../../conformance/history/lines.ts';
import type { RunVerdicts } from '../../conformance/verdict/types.ts';
import { Burden, type BurdenRow } from './burden.ts';
import { patientOf } from './describe-line.ts';
import { isTechnical } from './technical-lanes.ts';
import { unmetGroups } from './unmet-groups.ts';

/** What a report shows of a history, and what it says of all of it. */
export interface Shown {
  readonly lines: readonly HistoryLine[];
  readonly whole: Whole;
}

/** Figures over a whole history, of which a report may show a part. */
export interface Whole {
  /** Lines of the history, and how many of them the report was made from. */
  readonly lines: number;
  readonly kept: number;
  /** Patients whose lines were kept; undefined: those of all. */
  readonly patients: number | undefined;
  readonly burden: readonly BurdenRow[];
}

/** What a longer history is cut down to. */
export interface Bounds {
  /** Lines up to which all of a history is shown. */
  readonly all: number;
  /** Patients of failures, the best evidence first; and others, in the order in which they appear. */
  readonly failing: number;
  readonly others: number;
  /** Lines of one patient. */
  readonly each: number;
}
export const BOUNDS: Bounds = { all: 60_000, failing: 40, others: 20, each: 3000 };

/** Faults are drawn on every timeline, and a long run of chaos has a great many. */
const FAULTS = 2000;

const patientsOfFailures = (verdicts: RunVerdicts, most: number): readonly string[] =>
  [
    ...new Set(
      unmetGroups(verdicts).flatMap(({ first, others }) =>
        [first, ...others].flatMap(({ finding }) => finding.subject.patient ?? []),
      ),
    ),
  ].slice(0, most);

/**
 * Goes over a history of any length once, line by line, and keeps what a report of bounded size shows of it: the lines
 * that findings rest on, all lines of patients with failures first and of some others, and figures over all of it.
 */
export class LinesShown {
  readonly #bounds: Bounds;
  readonly #burden = new Burden();
  readonly #wanted: ReadonlySet<number>;
  readonly #failing: readonly string[];
  #lines: HistoryLine[] = [];
  #count = 0;
  #faults = 0;
  /** Lines kept of each patient; undefined as long as everything is. */
  #chosen: Map<string, number> | undefined;

  constructor(verdicts: RunVerdicts, bounds: Bounds = BOUNDS) {
    this.#bounds = bounds;
    this.#wanted = new Set(
      verdicts.requirements.flatMap((r) => r.findings.flatMap((f) => (f.outcome === 'met' ? [] : f.lines))),
    );
    this.#failing = patientsOfFailures(verdicts, bounds.failing);
  }

  add(line: HistoryLine): void {
    this.#count += 1;
    this.#burden.add(line);
    if (this.#chosen === undefined && this.#lines.length >= this.#bounds.all) this.#choose();
    if (this.#chosen === undefined || this.#isKept(line, this.#chosen)) this.#lines.push(line);
  }

  #choose(): void {
    const chosen = new Map(this.#failing.map((p) => [p, 0]));
    const most = chosen.size + this.#bounds.others;
    for (const line of this.#lines) {
      if (chosen.size >= most) break;
      const patient = line.kind === 'op' && !isTechnical(line.lane) ? patientOf(line) : undefined;
      if (patient !== undefined && !chosen.has(patient)) chosen.set(patient, 0);
    }
    this.#chosen = chosen;
    this.#faults = 0;
    this.#lines = this.#lines.filter((line) => this.#isKept(line, chosen));
  }

  #isKept(line: HistoryLine, chosen: Map<string, number>): boolean {
    if (line.kind === 'run' || line.kind === 'end') return true;
    if (line.kind === 'fault') return (this.#faults += 1) <= FAULTS || this.#wanted.has(line.seq);
    if (this.#wanted.has(line.seq)) return true;
    const patient = patientOf(line);
    const kept = patient === undefined ? undefined : chosen.get(patient);
    if (patient === undefined || kept === undefined || kept >= this.#bounds.each) return false;
    chosen.set(patient, kept + 1);
    return true;
  }

  shown(): Shown {
    const whole = {
      lines: this.#count,
      kept: this.#lines.length,
      patients: this.#chosen?.size,
      burden: this.#burden.rows(),
    };
    return { lines: this.#lines, whole };
  }
}

/** The same of a history that is at hand. */
export const shownOf = (verdicts: RunVerdicts, lines: Iterable<HistoryLine>, bounds: Bounds = BOUNDS): Shown => {
  const all = new LinesShown(verdicts, bounds);
  for (const line of lines) all.add(line);
  return all.shown();
};
