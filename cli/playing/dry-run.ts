import { planLanes } from '../../conformance/runner/plan-lanes.ts';
import { loadAppleHealth } from '../../conformance/runner/plan/recorded-apple-health.ts';
import { loadProfile, referenceProfile } from '../../conformance/sut/profile.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { skippedLanes } from '../../reports/text/skipped-lanes.ts';
import { visible } from '../../reports/text/visible.ts';
import type { Io } from '../io.ts';
import { VERSION } from '../version.ts';
import type { OneRun } from './one-run.ts';

/** Where a reference would listen; nobody is asked there. */
export const NOWHERE = {
  fhirBase: 'http://127.0.0.1:1/fhir',
  hl7: { host: '127.0.0.1', port: 1 },
  alertPort: 1,
  version: VERSION,
  canRestart: true,
};
const KEYS = 'DRYRUN';

/**
 * Says what a run would play and judge, and what it could not play and why. Plans everything as the run would, so that
 * what is wrong with profile, scenario or data shows; starts nothing and sends nothing. Exit 3 where nothing would be played.
 */
export const dryRun = async (request: OneRun, io: Io): Promise<ExitCode> => {
  const profile = request.sut === undefined ? referenceProfile(NOWHERE) : loadProfile(request.sut);
  const appleHealth = await loadAppleHealth(request.data, request.lanes);
  const plans = planLanes(request.lanes, {
    profile,
    seed: request.seed,
    iteration: request.iteration,
    nonce: KEYS,
    nowMs: performance.timeOrigin + performance.now(),
    ...(request.data === undefined ? {} : { data: request.data }),
    ...(appleHealth === undefined ? {} : { appleHealth }),
  });
  const acts = plans.lanes.reduce((sum, { plan }) => sum + plan.acts.length, 0);
  const width = Math.max(0, ...plans.lanes.map(({ plan }) => plan.lane.length));
  io.out(
    [
      `Would play against ${visible(profile.name)} ${visible(profile.version)}, seed ${request.seed}:`,
      ...plans.lanes.map(({ plan, requirements }) =>
        `  ${visible(plan.lane).padEnd(width)}  ${String(plan.acts.length).padStart(4)} operations  ${requirements.join(' ')}`.trimEnd(),
      ),
      ...skippedLanes([...plans.skipped, ...(request.missing ?? [])]).map(({ who, why }) => `  ${who}: ${why}`),
      request.selected.length === 0 ? 'Judged: whatever the lanes exercise.' : `Judged: ${request.selected.join(' ')}`,
      `${plans.lanes.length} lanes, ${acts} operations, besides what the harness reads. Nothing was sent.`,
    ].join('\n'),
  );
  return plans.lanes.length === 0 ? EXIT.nothingMatched : EXIT.passed;
};
