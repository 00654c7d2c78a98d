import { setFlagsFromString } from 'node:v8';
import type { Catalogue } from '../contract/requirements/load.ts';
import type { EndLine, HistoryLine } from './history/lines.ts';
import { readHistoryBatches } from './history/reader.ts';
import { Oracle, type OracleResult } from './oracle/oracle.ts';
import { canonicalJson } from './verdict/canonical-json.ts';
import { exitCodeFor } from './verdict/exit-code.ts';
import { gatesOf } from './verdict/gates/index.ts';
import { RunTally } from './verdict/gates/run-tally.ts';
import { laneVerdict } from './verdict/lane-verdict.ts';
import { notesOf, WHOLE_RUN } from './verdict/notes.ts';
import { requirementVerdict, type Selection, type Skipped } from './verdict/requirement-verdict.ts';
import { isVoid, runVerdict } from './verdict/run-verdict.ts';
import { isTechnicalLane } from './verdict/technical-lane.ts';
import type { LaneVerdict, RequirementVerdict, RunVerdicts } from './verdict/types.ts';

const skippedOf = (end: EndLine | undefined, id: string): Skipped[] =>
  (end?.skipped ?? []).filter((s) => s.lane !== WHOLE_RUN && s.requirement.includes(id));

const selectionOf = (selected: readonly string[], id: string): Selection =>
  selected.length === 0 ? 'open' : selected.includes(id) ? 'selected' : 'left-out';

const requirementsOf = (result: OracleResult, catalogue: Catalogue): RequirementVerdict[] =>
  catalogue.requirements.map((requirement) =>
    requirementVerdict(
      requirement,
      result.ledger.requirements.get(requirement.id),
      selectionOf(result.run.selected, requirement.id),
      skippedOf(result.end, requirement.id),
      result.errors.get(requirement.id),
    ),
  );

const lanesOf = ({ end, ledger, lanes }: OracleResult, catalogue: Catalogue): LaneVerdict[] => {
  const skipped = (end?.skipped ?? []).filter((s) => s.lane !== WHOLE_RUN);
  const names = new Set([...lanes.keys(), ...ledger.lanes.keys(), ...skipped.map((s) => s.lane)]);
  const isShould = (id: string): boolean => (catalogue.byId(id)?.level ?? 'MUST') !== 'MUST';
  return [...names].sort().map((name) => {
    const numbers = lanes.get(name) ?? { ops: 0, readings: 0, refused: 0, items: 0 };
    const brokenShould = [...(ledger.broken.get(name) ?? [])].reduce(
      (n, [id, count]) => n + (isShould(id) ? count : 0),
      0,
    );
    return laneVerdict(
      name,
      { ...numbers, ...ledger.lane(name), brokenShould },
      skipped.filter((s) => s.lane === name).map((s) => s.verdict),
    );
  });
};

const verdictsOf = (result: OracleResult, tally: RunTally, catalogue: Catalogue): RunVerdicts => {
  const { run, end } = result;
  const requirements = requirementsOf(result, catalogue);
  const lanes = lanesOf(result, catalogue);
  // The harness's own lanes exercise nothing: a run of them alone has matched nothing and is not green. Lanes that
  // were asked for and could not run have matched.
  const executed = lanes
    .filter((l) => !isTechnicalLane(l.lane))
    .reduce((sum, lane) => sum + Math.max(lane.counts.ops, lane.verdict === 'NOT_RUN' ? 1 : 0), 0);
  const gates = gatesOf({ run, end, tally, requirements, catalogue, executed });
  const whole = (end?.skipped ?? []).filter((s) => s.lane === WHOLE_RUN).map((s) => s.verdict);
  const verdict = runVerdict({ requirements, lanes, gates, whole, selected: run.selected });
  return {
    format: 1,
    run: run.run,
    sut: run.sut,
    catalogue: catalogue.hash,
    verdict,
    exitCode: exitCodeFor(verdict, executed),
    isVoid: isVoid({ gates, whole }),
    notes: notesOf(result, catalogue, gates),
    gates,
    virtualTime: result.virtualTime,
    requirements,
    lanes,
  };
};

/**
 * One history being judged, fed line by line in the order of the file, while the run goes on or from a file: the same
 * lines give the same verdicts. Throws RangeError if the first line is no `run` line.
 */
export class Judging {
  readonly #oracle = new Oracle();
  readonly #tally = new RunTally();

  feed(line: HistoryLine): void {
    this.#oracle.feed(line);
    this.#tally.feed(line);
  }

  /** Of what was fed; call it once. */
  finish(catalogue: Catalogue): RunVerdicts {
    return verdictsOf(this.#oracle.finish(), this.#tally, catalogue);
  }
}

/** Judges lines as they come from wherever they come. */
export const judgeLines = async (
  lines: AsyncIterable<HistoryLine> | Iterable<HistoryLine>,
  catalogue: Catalogue,
): Promise<RunVerdicts> => {
  const judging = new Judging();
  for await (const line of lines) judging.feed(line);
  return judging.finish(catalogue);
};

/**
 * Patients are judged one after the other, and what was made for one is let go before the next. V8 learns from a
 * patient with many readings that such objects live long, and puts all later ones where they are not looked for until
 * the heap has doubled: without this a million events take more than 2 GB instead of 1.
 */
const keepYoungObjectsYoung = (): void => setFlagsFromString('--no-allocation-site-pretenuring');

/**
 * Judges a stored history, never holding more of its text than one chunk. Throws InputProblem for a file that is not
 * one. The same file gives the same verdicts, always. `onBytes` is told how much was read so far.
 */
export const judgeHistory = async (
  path: string,
  catalogue: Catalogue,
  onBytes?: (bytes: number) => void,
): Promise<RunVerdicts> => {
  keepYoungObjectsYoung();
  const judging = new Judging();
  const options = { wire: false, ...(onBytes === undefined ? {} : { onBytes }) };
  for await (const lines of readHistoryBatches(path, options)) for (const line of lines) judging.feed(line);
  return judging.finish(catalogue);
};

/** Canonical JSON of verdicts: sorted, newline-terminated, byte-identical every time. */
export const verdictsText = (v: RunVerdicts): string => canonicalJson(v);
