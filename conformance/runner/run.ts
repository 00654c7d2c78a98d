import { randomBytes } from 'node:crypto';
import { runClock } from '../history/clock.ts';
import { openHistory } from '../history/writer.ts';
import { ANSWER_TIMEOUT_MS } from '../sut/answer-timeout.ts';
import { openDrivers } from '../sut/drivers.ts';
import { fhirBaseOf } from '../sut/profile.ts';
import { reachable } from '../sut/reachable.ts';
import { loadAppleHealth } from './plan/recorded-apple-health.ts';
import { type LaneRequest, planLanes } from './plan-lanes.ts';
import { playRun } from './play-run.ts';
import type { Progress } from './progress.ts';
import type { RunOptions } from './run-options.ts';
import { writeRun } from './write-run.ts';

export type { LaneRequest, RunOptions };

const NONCE_BYTES = 4;

/**
 * Plays lanes against a SUT and writes their history. Judges nothing. Throws InputProblem before
 * anything is sent when a lane cannot be planned, a secret is missing or the SUT does not answer
 * (exit 69); whatever the SUT does afterwards is written, not thrown.
 */
export const runLanes = async (options: RunOptions): Promise<{ historyPath: string }> => {
  const { profile } = options;
  const clock = runClock();
  const nonce = options.nonce ?? randomBytes(NONCE_BYTES).toString('hex').toUpperCase();
  const appleHealth = await loadAppleHealth(options.data, options.lanes);
  const plans = planLanes(options.lanes, {
    profile,
    seed: options.seed,
    ...(options.iteration === undefined ? {} : { iteration: options.iteration }),
    nonce,
    nowMs: Date.parse(clock.started),
    ...(options.data === undefined ? {} : { data: options.data }),
    ...(appleHealth === undefined ? {} : { appleHealth }),
  });
  const progress: Progress = options.progress ?? (() => undefined);
  const secrets = options.secrets ?? process.env;
  const timeoutMs = options.answerWithinMs ?? ANSWER_TIMEOUT_MS;
  // Whatever way a load goes, its patients are enrolled over FHIR.
  if ((options.driven ?? []).length > 0) fhirBaseOf(profile);
  for (const each of options.driven ?? []) each.check?.(profile);
  const drivers = openDrivers({
    profile,
    clock,
    secrets,
    nonce,
    timeoutMs,
    ...(options.ask === undefined ? {} : { ask: options.ask }),
    ...(options.process === undefined ? {} : { process: options.process }),
    ...(options.alerts === undefined ? {} : { alerts: options.alerts }),
  });
  const reach = () => reachable(profile, clock, secrets);
  try {
    const { origin } = await reach();
    await drivers.ready;
    const history = openHistory(options.runDir);
    try {
      writeRun(options, plans, clock, history);
      progress({
        kind: 'run',
        lanes: plans.lanes.length + plans.skipped.length + (options.driven ?? []).length,
        acts: plans.lanes.reduce((n, l) => n + l.plan.acts.length, 0),
      });
      for (const { lane, reason, verdict } of plans.skipped) progress({ kind: 'lane-skipped', lane, reason, verdict });
      await playRun({ options, plans, origin, clock, history, drivers, reach, nonce });
    } finally {
      await history.close();
    }
    return { historyPath: history.path };
  } finally {
    await drivers.close();
  }
};
