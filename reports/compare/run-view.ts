import type { RunLine } from '../../conformance/history/lines.ts';
import type { RequirementVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import type { Latencies } from '../model/latency-rows.ts';

/** A run as it is set beside others: judged by the oracle that judged the others. */
export interface RunView {
  /** What the reader called it by. */
  readonly name: string;
  readonly verdicts: RunVerdicts;
  readonly run: RunLine | undefined;
  readonly latencies: readonly Latencies[];
  /** Said of it beside its own notes, one sentence each. */
  readonly remarks: readonly string[];
}

/** How a requirement stands in a run. `open`: not judged, not decided, or in a run that is void. */
export type Standing = 'met' | 'reserved' | 'failed' | 'open';

/** A void run proves nothing: neither what passed in it, nor what failed. */
export const standingIn = ({ isVoid }: RunVerdicts, r: RequirementVerdict | undefined): Standing => {
  if (isVoid || r === undefined) return 'open';
  if (r.verdict === 'PASS') return 'met';
  if (r.verdict === 'WARN') return 'reserved';
  return r.verdict === 'FAIL' ? 'failed' : 'open';
};
