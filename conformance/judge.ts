import type { Catalogue } from '../contract/requirements/load.ts';
import type { EndLine, HistoryLine } from './history/lines.ts';
import { readHistory } from './history/reader.ts';
import { Oracle, type OracleResult } from './oracle/oracle.ts';
import { canonicalJson } from './verdict/canonical-json.ts';
import { compose } from './verdict/compose.ts';
import { recordedNotes } from './verdict/recorded-notes.ts';
import { exitCodeFor } from './verdict/exit-code.ts';
import { isTechnicalLane } from './verdict/technical-lane.ts';
import { laneVerdict } from './verdict/lane-verdict.ts';
import { requirementVerdict, type Selection, type Skipped } from './verdict/requirement-verdict.ts';
import type { LaneVerdict, RequirementVerdict, RunVerdicts, Verdict } from './verdict/types.ts';

/** A lane name that stands for the whole run in an `end` line's `skipped`. */
const WHOLE_RUN = '*';

const NS_PER_MS = 1_000_000;

const skippedOf = (end: EndLine | undefined, id: string): Skipped[] =>
  (end?.skipped ?? []).filter((s) => s.lane !== WHOLE_RUN && s.requirement.includes(id));

const notesOf = ({ run, end, ledger }: OracleResult, catalogue: Catalogue): string[] => {
  const notes: string[] = [];
  if (end === undefined) notes.push('The history has no end line: the run was cut off, and no absence is proven.');
  else {
    const tightest = Math.min(run.deadlines.critical, run.deadlines.other, run.deadlines.filed) * NS_PER_MS;
    if (end.lag * 100 > tightest)
      notes.push(
        `The harness itself lagged by up to ${Math.ceil(end.lag / 1000) / 1000} ms, more than 1 % of the tightest deadline; every interval is charged with it.`,
      );
    for (const s of end.skipped) if (s.lane === WHOLE_RUN) notes.push(`The whole run: ${s.verdict}, ${s.reason}`);
  }
  notes.push(...recordedNotes(run.recorded ?? []));
  if (run.catalogue !== catalogue.hash)
    notes.push('The run was recorded with another version of the catalogue than it is judged by.');
  const known = new Set(catalogue.requirements.map((r) => r.id));
  for (const id of run.selected)
    if (!known.has(id)) notes.push(`The run selected ${id}, which the catalogue does not know.`);
  for (const [id, tally] of ledger.requirements)
    if (!known.has(id) && tally.broken > 0) notes.push(`${id} is broken, but the catalogue does not know it.`);
  return notes;
};

const selectionOf = (selected: readonly string[], id: string): Selection =>
  selected.length === 0 ? 'open' : selected.includes(id) ? 'selected' : 'left-out';

const requirementsOf = (result: OracleResult, catalogue: Catalogue): RequirementVerdict[] =>
  catalogue.requirements.map((requirement) =>
    requirementVerdict(
      requirement,
      result.ledger.requirements.get(requirement.id),
      selectionOf(result.run.selected, requirement.id),
      skippedOf(result.end, requirement.id),
    ),
  );

const lanesOf = ({ end, ledger, lanes }: OracleResult): LaneVerdict[] => {
  const skipped = (end?.skipped ?? []).filter((s) => s.lane !== WHOLE_RUN);
  const names = new Set([...lanes.keys(), ...ledger.lanes.keys(), ...skipped.map((s) => s.lane)]);
  return [...names].sort().map((name) => {
    const numbers = lanes.get(name) ?? { ops: 0, readings: 0, refused: 0, items: 0 };
    const tally = ledger.lane(name);
    return laneVerdict(
      name,
      { ...numbers, ...tally },
      skipped.filter((s) => s.lane === name).map((s) => s.verdict),
    );
  });
};

/**
 * The verdict on the run: of the requirements it set out to judge, and of its lanes, so that what was
 * broken outside the selection still fails it. A harness error of the whole run voids everything.
 */
const runVerdict = (
  result: OracleResult,
  requirements: readonly RequirementVerdict[],
  lanes: readonly LaneVerdict[],
): Verdict => {
  const whole = (result.end?.skipped ?? []).filter((s) => s.lane === WHOLE_RUN).map((s) => s.verdict);
  if (whole.includes('HARNESS_ERROR')) return 'HARNESS_ERROR';
  const { selected } = result.run;
  const counted = requirements.filter((r) => selected.includes(r.requirement) || r.verdict === 'FAIL');
  const known = new Set(requirements.map((r) => r.requirement));
  const unknown: Verdict[] = selected.some((id) => !known.has(id)) ? ['NOT_RUN'] : [];
  const colours =
    selected.length === 0 ? lanes.map((l) => l.verdict) : lanes.map((l) => l.verdict).filter((v) => v === 'FAIL');
  const cut: Verdict[] = result.end === undefined ? ['INCONCLUSIVE'] : [];
  return compose([...counted.map((r) => r.verdict), ...colours, ...whole, ...unknown, ...cut]);
};

const verdicts = (result: OracleResult, catalogue: Catalogue): RunVerdicts => {
  const requirements = requirementsOf(result, catalogue);
  const lanes = lanesOf(result);
  // The harness's own lanes exercise nothing: a run of them alone has matched nothing and is not green. Lanes that
  // were asked for and could not run have matched.
  const executed = lanes
    .filter((l) => !isTechnicalLane(l.lane))
    .reduce((sum, lane) => sum + Math.max(lane.counts.ops, lane.verdict === 'NOT_RUN' ? 1 : 0), 0);
  const composed = runVerdict(result, requirements, lanes);
  const verdict = executed === 0 && composed !== 'HARNESS_ERROR' ? compose(['NOT_RUN', composed]) : composed;
  return {
    format: 1,
    run: result.run.run,
    sut: result.run.sut,
    catalogue: catalogue.hash,
    verdict,
    exitCode: exitCodeFor(verdict, executed),
    notes: notesOf(result, catalogue),
    virtualTime: result.virtualTime,
    requirements,
    lanes,
  };
};

/** Judges lines as they come from wherever they come. Throws RangeError if the first is no `run` line. */
export const judgeLines = async (
  lines: AsyncIterable<HistoryLine> | Iterable<HistoryLine>,
  catalogue: Catalogue,
): Promise<RunVerdicts> => {
  const oracle = new Oracle();
  for await (const line of lines) oracle.feed(line);
  return verdicts(oracle.finish(), catalogue);
};

/** Judges an oracle that was fed while the run went on. */
export const judgeFed = (oracle: Oracle, catalogue: Catalogue): RunVerdicts => verdicts(oracle.finish(), catalogue);

/** Judges a stored history. Throws InputProblem for a file that is not one. The same file gives the same verdicts, always. */
export const judgeHistory = (path: string, catalogue: Catalogue): Promise<RunVerdicts> =>
  judgeLines(readHistory(path), catalogue);

/** Canonical JSON of verdicts: sorted, newline-terminated, byte-identical every time. */
export const verdictsText = (v: RunVerdicts): string => canonicalJson(v);
