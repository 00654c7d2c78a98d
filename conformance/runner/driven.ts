import { InputProblem } from '../../contract/input-problem.ts';
import { NS_PER_MS, type RunClock } from '../history/clock.ts';
import type { HistoryWriter } from '../history/writer.ts';
import type { FhirDriver } from '../sut/fhir-driver.ts';
import type { ProcessPort } from '../sut/process/process-port.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { DrainSubject } from './drain-subjects.ts';
import type { Progress } from './progress.ts';
import type { PushWatch } from './push-watch.ts';
import type { Recorder } from './recorder.ts';
import type { Restarts } from './restarts.ts';
import { broken, interrupted, type Skipped } from './skipped.ts';

/** What a driven lane works with. It writes down every operation itself. */
export interface DrivenParts {
  readonly driver: FhirDriver;
  readonly recorder: Recorder;
  readonly history: HistoryWriter;
  readonly clock: RunClock;
  readonly profile: SutProfile;
  readonly seed: number;
  readonly nonce: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** What brings the system down and up, and what each outage is written down by; undefined: there are no means to it. */
  readonly process: ProcessPort | undefined;
  readonly restarts: Restarts | undefined;
  /** Asks whether the system answers; rejects while it does not. */
  readonly reach: () => Promise<unknown>;
  /** Said once all is ready and the first is sent by a schedule: from then on the harness has to be on time. */
  readonly scheduleBegins: () => void;
  /** Follows items by push. */
  readonly pushes: Pick<PushWatch, 'begin'>;
}

/** What a driven lane did. */
export interface Driven {
  /** Its patients, for the end of the run; their operations are in the history and held by nobody. */
  readonly subjects: readonly DrainSubject[];
  /** Why some of what was planned was not sent. */
  readonly unsent: readonly string[];
  /** Why this was not the load that it says it is; each is an error of the harness. */
  readonly voided: readonly string[];
  /** The widest interval, ns, in which another clock's instants could be placed on ours. */
  readonly placedWithinNs: number;
}

/** A lane whose operations another program sends (a load script), not the player. */
export interface DrivenLane {
  readonly lane: string;
  /** Throws InputProblem where it may not be driven against such a system; asked before anything is sent. */
  check?(profile: SutProfile): void;
  /** A rejection is a HARNESS_ERROR of the lane. */
  drive(parts: DrivenParts): Promise<Driven>;
}

/** Drives lanes one after the other: two loads at once would measure each other. */
export const driveLanes = async (
  lanes: readonly DrivenLane[],
  requirements: readonly string[],
  parts: DrivenParts,
): Promise<Pick<Driven, 'subjects' | 'placedWithinNs'> & { readonly skipped: readonly Skipped[] }> => {
  const { progress, signal } = parts;
  const subjects: DrainSubject[] = [];
  const skipped: Skipped[] = [];
  let placedWithinNs = 0;
  for (const { lane, drive } of lanes) {
    if (signal.aborted) {
      skipped.push(interrupted(lane, requirements));
      continue;
    }
    const from = parts.clock.now();
    progress({ kind: 'lane-started', lane, acts: 0 });
    try {
      const did = await drive(parts);
      subjects.push(...did.subjects);
      placedWithinNs = Math.max(placedWithinNs, did.placedWithinNs);
      for (const reason of did.unsent) skipped.push({ ...interrupted(lane, []), reason });
      for (const reason of did.voided) skipped.push(broken(lane, requirements, reason));
    } catch (error) {
      if (error instanceof InputProblem) throw error;
      skipped.push(broken(lane, requirements, error));
    }
    progress({ kind: 'lane-ended', lane, ms: (parts.clock.now() - from) / NS_PER_MS });
  }
  return { subjects, skipped, placedWithinNs };
};
