import type { Catalogue } from '../../contract/requirements/load.ts';
import type { EndLine } from '../history/lines.ts';
import { attestedIn, withAttested } from '../scopes/attested.ts';
import { outsideOf } from '../scopes/claim.ts';
import type { OracleResult } from '../oracle/oracle-result.ts';
import { exitCodeFor } from '../verdict/exit-code.ts';
import type { CanaryOutcome } from '../verdict/gates/canary.ts';
import { gatesOf } from '../verdict/gates/index.ts';
import type { RunFacts } from '../verdict/gates/run-facts.ts';
import { laneVerdict } from '../verdict/lane-verdict.ts';
import { notesOf, WHOLE_RUN } from '../verdict/notes.ts';
import { requirementVerdict, type Selection, type Skipped } from '../verdict/requirement-verdict.ts';
import { isVoid, runVerdict } from '../verdict/run-verdict.ts';
import { isTechnicalLane } from '../verdict/technical-lane.ts';
import type { LaneVerdict, RequirementVerdict, RunVerdicts } from '../verdict/types.ts';

const skippedOf = (end: EndLine | undefined, id: string): Skipped[] =>
  (end?.skipped ?? []).filter((s) => s.lane !== WHOLE_RUN && s.requirement.includes(id));

/** How each requirement stands to what a run set out to judge, and to what its system claims. */
const selections = ({ run }: OracleResult, catalogue: Catalogue): ((id: string) => Selection) => {
  const outside = new Map(outsideOf(run, catalogue).map(({ requirement, why }) => [requirement.id, why]));
  return (id) => {
    if (run.selected.length === 0) return 'open';
    if (run.selected.includes(id)) return 'selected';
    const why = outside.get(id);
    return why === undefined ? 'left-out' : { outside: why };
  };
};

const OF_A_CHECK = /^check:([^/]+)\//;

/** The requirements, in lower case, of whose own checks a lane did something, and was not found to be beside the point. */
const checksPlayed = ({ lanes, end }: OracleResult): ReadonlySet<string> => {
  const beside = new Set((end?.skipped ?? []).flatMap((s) => (s.verdict === 'NOT_APPLICABLE' ? [s.lane] : [])));
  return new Set(
    [...lanes].flatMap(([name, { ops }]) => (ops > 0 && !beside.has(name) ? (OF_A_CHECK.exec(name)?.[1] ?? []) : [])),
  );
};

const requirementsOf = (result: OracleResult, catalogue: Catalogue): RequirementVerdict[] => {
  const selectionOf = selections(result, catalogue);
  const played = checksPlayed(result);
  return catalogue
    .ofRole(result.run.role ?? 'receiver')
    .map((requirement) =>
      withAttested(
        requirementVerdict(
          requirement,
          result.ledger.requirements.get(requirement.id),
          selectionOf(requirement.id),
          skippedOf(result.end, requirement.id),
          { error: result.errors.get(requirement.id), isPlayed: played.has(requirement.id.toLowerCase()) },
        ),
        attestedIn(result.run, requirement),
      ),
    );
};

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

/** The verdicts on a run, from what the oracle found and what the run was like. */
export const verdictsOf = (
  result: OracleResult,
  facts: RunFacts,
  catalogue: Catalogue,
  canary?: CanaryOutcome,
): RunVerdicts => {
  const { run, end } = result;
  const requirements = requirementsOf(result, catalogue);
  const lanes = lanesOf(result, catalogue);
  // The harness's own lanes exercise nothing: a run of them alone has matched nothing and is not green. Lanes that
  // were asked for and could not run have matched.
  const executed = lanes
    .filter((l) => !isTechnicalLane(l.lane))
    .reduce((sum, lane) => sum + Math.max(lane.counts.ops, lane.verdict === 'NOT_RUN' ? 1 : 0), 0);
  const gates = gatesOf({ run, end, facts, requirements, catalogue, executed, canary });
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
