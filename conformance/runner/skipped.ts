import type { EndLine } from '../history/lines.ts';
import { ProcessProblem } from '../sut/process/process-port.ts';

/** A lane that was not played, or not to its end, and why. */
export type Skipped = EndLine['skipped'][number];

/** In place of a lane's name: not one lane but the end of the run, where the absence of things is proven. */
export const WHOLE_RUN = '*';

export const notRun = (lane: string, requirements: readonly string[], reason: string): Skipped => ({
  lane,
  requirement: [...requirements],
  verdict: 'NOT_RUN',
  reason,
});

export const interrupted = (lane: string, requirements: readonly string[]): Skipped =>
  notRun(lane, requirements, 'the run was interrupted');

/** The harness itself failed; or it lacked the means to stop and start the system, which is not for it to have. */
export const broken = (lane: string, requirements: readonly string[], failure: unknown): Skipped => ({
  lane,
  requirement: [...requirements],
  verdict: failure instanceof ProcessProblem && failure.isLacking ? 'UNTESTABLE' : 'HARNESS_ERROR',
  reason: failure instanceof Error ? failure.message : String(failure),
});
