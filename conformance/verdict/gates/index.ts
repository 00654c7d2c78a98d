import type { Catalogue } from '../../../contract/requirements/load.ts';
import type { EndLine, RunLine } from '../../history/lines.ts';
import type { GateVerdict, RequirementVerdict } from '../types.ts';
import { accepted } from './accepted.ts';
import { clockSteady } from './clock-steady.ts';
import { exercised } from './exercised.ts';
import { harnessOnTime } from './harness-on-time.ts';
import { inboxAfter, inboxBefore } from './inbox-alive.ts';
import { complete, matched } from './matched.ts';
import type { RunTally } from './run-tally.ts';

/** What the gates of one run look at. */
export interface GateInput {
  readonly run: RunLine;
  readonly end: EndLine | undefined;
  readonly tally: RunTally;
  readonly requirements: readonly RequirementVerdict[];
  readonly catalogue: Catalogue;
  /** Operations of lanes that are not the harness's own, and lanes that were asked for and could not run. */
  readonly executed: number;
}

/** Every gate of a run, in a fixed order. */
export const gatesOf = ({ run, end, tally, requirements, catalogue, executed }: GateInput): readonly GateVerdict[] => [
  matched(executed),
  complete(end !== undefined),
  exercised(requirements, run.selected, catalogue, executed),
  accepted(tally.posts),
  inboxBefore(tally.sentinels, tally.atWork),
  inboxAfter(tally.sentinels, tally.atWork),
  harnessOnTime(end, run.deadlines, tally.scheduled),
  clockSteady(tally.clockStep, run.deadlines),
];
