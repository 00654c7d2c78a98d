import type { RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';
import { toned, verdictCell, type Cell } from '../document/document.ts';
import { coverageOf } from '../model/coverage.ts';

/** The verdict of one of several runs. What passed in a void one is not green, and what failed there is not confirmed. */
export const verdictIn = (run: Pick<RunVerdicts, 'isVoid'> | undefined, verdict: Verdict | undefined): Cell => {
  if (verdict === undefined) return toned('open', '– not in that run');
  if (run?.isVoid === true && (verdict === 'PASS' || verdict === 'WARN' || verdict === 'FAIL'))
    return toned('open', `! void, ${verdict} unproven`);
  return verdictCell(verdict);
};

/** The verdict over a run. A PASS that left out what could have been judged is not green. */
export const runVerdictIn = (run: RunVerdicts): Cell => {
  if (run.isVoid) return toned('bad', '! VOID');
  const cell = verdictCell(run.verdict);
  return cell.tone === 'good' && !coverageOf(run).isWhole ? toned('open', `${cell.text} of a part`) : cell;
};
