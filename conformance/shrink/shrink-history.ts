import type { Catalogue } from '../../contract/requirements/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import type { Finding } from '../verdict/types.ts';
import { operationsOf, sizeOf } from './operations.ts';
import { patientsOf, withoutOps, withoutPatients } from './pieces.ts';
import { brokenIn, judgeAll, violationKey } from './violation.ts';

/** A violation with as little round it as it needs. */
export interface Shrunk {
  readonly lines: readonly HistoryLine[];
  readonly finding: Finding;
  /** Operations left; an enrolled patient counts as one, and so does what the harness's own watch did, if that was all. */
  readonly operations: number;
  /** How often the oracle was asked. */
  readonly judged: number;
}

/** A history of a check has about a hundred operations, and is done long before. */
const MOST_JUDGED = 300;

/** Judges candidates until that was done too often; then none holds any more. */
class Trial {
  judged = 0;
  readonly #catalogue: Catalogue;
  readonly #most: number;
  readonly #wanted: string;
  readonly #known: ReadonlySet<string>;

  constructor(catalogue: Catalogue, most: number, finding: Finding, all: readonly Finding[]) {
    this.#catalogue = catalogue;
    this.#most = most;
    this.#wanted = violationKey(finding);
    this.#known = new Set(all.map(violationKey));
  }

  /** The very violation is still there, and nothing that the system did has become one by what was left out. */
  holds(lines: readonly HistoryLine[]): boolean {
    if (this.judged >= this.#most) return false;
    this.judged++;
    const verdicts = judgeAll(lines, this.#catalogue);
    if (verdicts === undefined) return false;
    const keys = brokenIn(verdicts).map(violationKey);
    return keys.includes(this.#wanted) && keys.every((key) => this.#known.has(key));
  }
}

/** Leaves out patients: all but those of the violation at once, or else one after the other. */
const fewerPatients = (lines: readonly HistoryLine[], finding: Finding, trial: Trial): readonly HistoryLine[] => {
  const others = patientsOf(lines).filter((patient) => patient !== finding.subject.patient);
  const alone = withoutPatients(lines, new Set(others));
  if (others.length === 0 || trial.holds(alone)) return alone;
  let left = lines;
  for (const patient of others) {
    const candidate = withoutPatients(left, new Set([patient]));
    if (trial.holds(candidate)) left = candidate;
  }
  return left;
};

/** Leaves out operations, many at a time and then fewer, from the end: what comes late rests on what came before. */
const fewerOperations = (lines: readonly HistoryLine[], trial: Trial): readonly HistoryLine[] => {
  let left = lines;
  let size = Math.max(1, Math.floor(operationsOf(left).length / 2));
  for (;;) {
    const before = operationsOf(left).length;
    for (let end = before; end > 0; end -= size) {
      const some = operationsOf(left).slice(Math.max(0, end - size), end);
      const candidate = withoutOps(left, new Set(some));
      if (some.length > 0 && trial.holds(candidate)) left = candidate;
    }
    const shrunk = operationsOf(left).length < before;
    if (size === 1 && !shrunk) return left;
    if (!shrunk || size > 1) size = Math.max(1, Math.floor(size / 2));
  }
};

/**
 * The smallest history that the oracle still finds a requirement broken in, in the same words, by leaving out patients
 * and operations of a recorded one. Pure: no system is asked, so that what is left still has to be confirmed on one.
 * Lines keep their numbers. Undefined where the requirement is not broken.
 */
export const shrinkHistory = (
  lines: readonly HistoryLine[],
  catalogue: Catalogue,
  requirement: string,
  mostJudged = MOST_JUDGED,
): Shrunk | undefined => {
  const verdicts = judgeAll(lines, catalogue);
  const all = verdicts === undefined ? [] : brokenIn(verdicts);
  const finding = all.find((f) => f.requirement === requirement);
  if (finding === undefined) return undefined;
  const trial = new Trial(catalogue, mostJudged, finding, all);
  const left = fewerOperations(fewerPatients(lines, finding, trial), trial);
  return { lines: left, finding, operations: Math.max(1, sizeOf(left)), judged: trial.judged };
};
