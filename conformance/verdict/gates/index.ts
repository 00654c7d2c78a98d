import type { Catalogue } from '../../../contract/requirements/load.ts';
import type { EndLine, RunLine } from '../../history/lines.ts';
import type { GateVerdict, RequirementVerdict } from '../types.ts';
import { accepted } from './accepted.ts';
import { canaryFailed, type CanaryOutcome } from './canary.ts';
import { clockSteady } from './clock-steady.ts';
import { exercised } from './exercised.ts';
import { harnessOnTime } from './harness-on-time.ts';
import { inboxAfter, inboxBefore } from './inbox-alive.ts';
import { complete, matched } from './matched.ts';
import type { RunFacts } from './run-facts.ts';

/** What the gates of one run look at. */
export interface GateInput {
  readonly run: RunLine;
  readonly end: EndLine | undefined;
  readonly facts: RunFacts;
  readonly requirements: readonly RequirementVerdict[];
  readonly catalogue: Catalogue;
  /** Operations of lanes that are not the harness's own, and lanes that were asked for and could not run. */
  readonly executed: number;
  /** Undefined: the run played none. */
  readonly canary?: CanaryOutcome | undefined;
}

/** Every gate of a run, in a fixed order. */
export const gatesOf = ({
  run,
  end,
  facts,
  requirements,
  catalogue,
  executed,
  canary,
}: GateInput): readonly GateVerdict[] => [
  matched(executed),
  complete(end !== undefined),
  exercised(requirements, run.selected, catalogue, executed),
  accepted(facts.posts),
  inboxBefore(facts.sentinels, facts.atWork),
  inboxAfter(facts.sentinels, facts.atWork),
  harnessOnTime(end, run.deadlines, facts.scheduled),
  clockSteady(facts.clockStep, run.deadlines),
  canaryFailed(canary, run.role),
];
