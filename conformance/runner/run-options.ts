import type { PlayCanary } from '../canary/write-canary.ts';
import type { Secrets } from '../sut/access.ts';
import type { Ask } from '../sut/operator/operator-driver.ts';
import type { AlertListener } from '../sight/alerts/alert-listener.ts';
import type { ProcessPort } from '../sut/process/process-port.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { DrivenLane } from './driven.ts';
import type { LaneRequest } from './plan-lanes.ts';
import type { Progress } from './progress.ts';
import type { Skipped } from './skipped.ts';

/** What a run is asked for. */
export interface RunOptions {
  readonly profile: SutProfile;
  readonly lanes: readonly LaneRequest[];
  readonly seed: number;
  /** Which repeat of the same run this is, from 0: every case draws from another seed. */
  readonly iteration?: number;
  /** Where the history goes; made if absent. Its last part names the run. */
  readonly runDir: string;
  /** Requirement ids that this run sets out to judge. */
  readonly selected: readonly string[];
  /** Set where the run is of what the profile claims: ports that a claimed scope needs and the system lacks. */
  readonly missing?: readonly Skipped[];
  readonly progress?: Progress;
  /** Ends the run early; what was done by then is written, and lanes that did not finish are said to be NOT_RUN. */
  readonly abort?: AbortSignal;
  /** Folder of recorded logs, for scenarios that play them. */
  readonly data?: string;
  /** Secrets by name; unsaid: the environment. */
  readonly secrets?: Secrets;
  readonly harness?: string;
  readonly catalogue?: string;
  readonly command?: readonly string[];
  /** Lanes, and operations, at a time. */
  readonly width?: number;
  /** How long an act waits for its item; unsaid: three deadlines, at least three seconds. */
  readonly itemWaitMs?: number;
  /** Asks a person at a terminal, for ports that an operator serves; absent: nobody is there. */
  readonly ask?: Ask;
  /** How long every answer of the system is waited for; unsaid: 15 seconds. */
  readonly answerWithinMs?: number;
  /** Lanes that another program drives (a load script), beside the planned ones. */
  readonly driven?: readonly DrivenLane[];
  readonly canary?: PlayCanary;
  /** Stops and starts the system, where who asks for the run has started it; unsaid: what the profile says. */
  readonly process?: ProcessPort;
  /** Takes the alerts of the system, where who asks for the run has started it; unsaid: the run listens by itself, where the profile says. */
  readonly alerts?: AlertListener;
  /** Makes this run's business keys; for tests, which compare runs. */
  readonly nonce?: string;
}
