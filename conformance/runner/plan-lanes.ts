import { addDays, localDate } from '../../simulator/clock.ts';
import type { EndLine, RecordedFile } from '../history/lines.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { Scenario } from './document/scenario.ts';
import { absencesTogether } from './absences-together.ts';
import { iterationSeed } from './iteration-seed.ts';
import { planLane, type PlanOptions } from './plan/plan-lane.ts';
import type { Binding, LanePlan } from './plan/planned-act.ts';
import type { AppleHealthData } from './plan/recorded-apple-health.ts';
import { recordedSource } from './plan/recorded.ts';
import { simulatedIdentities, simulatedReadings } from './plan/simulated.ts';
import { realStart } from './real-time.ts';
import { route } from './route.ts';
import { wireOf, wiresFor, wiresOf } from './wires.ts';
import { FIRST_SENTINEL, FIRST_SENTINEL_LANE, SENTINEL, SENTINEL_LANE } from './sentinel.ts';

/** One lane asked for: a scenario on one wire. */
export interface LaneRequest {
  readonly scenario: Scenario;
  readonly binding: Scenario['bindings'][number];
  /** Requirements that cannot be judged when this lane cannot be played. */
  readonly requirements?: readonly string[];
}

export interface PlannedLanes {
  /** What was made of recorded data, file by file. */
  readonly recorded: readonly RecordedFile[];
  readonly lanes: readonly { readonly plan: LanePlan; readonly requirements: readonly string[] }[];
  /** Caused before the lanes, and after them. */
  readonly sentinels: { readonly before: LanePlan; readonly after: LanePlan };
  readonly skipped: readonly EndLine['skipped'][number][];
}

export interface PlanSetting {
  readonly profile: SutProfile;
  readonly seed: number;
  /** Which repeat of a run this is, from 0; unsaid: the first. */
  readonly iteration?: number;
  readonly nonce: string;
  /** Wall time, for SUTs without a test clock. */
  readonly nowMs: number;
  readonly data?: string;
  /** What the file of recorded data held, where it is an Apple Health export. */
  readonly appleHealth?: AppleHealthData;
}

/** A lane that this SUT cannot play. */
interface Unplayed {
  readonly lane: string;
  readonly reason: string;
  readonly verdict: EndLine['skipped'][number]['verdict'];
}

const NO_ADDRESS = 'the profile declares no HL7 v2 address';
const NO_PORT = 'the profile serves neither orders nor readings by HL7 v2';

const speaksV2 = ({ hl7, ports }: SutProfile): boolean =>
  hl7 !== undefined && (ports.orders.includes('hl7v2') || ports['readings-in'].includes('hl7v2'));

/** Plans every lane before anything is sent. What this SUT cannot play is skipped with its reason. */
export const planLanes = (requests: readonly LaneRequest[], setting: PlanSetting): PlannedLanes => {
  const { profile, nonce, nowMs, iteration = 0 } = setting;
  const recorded = recordedSource(setting.data, setting.appleHealth);
  const common: PlanOptions = {
    nonce,
    people: profile.people,
    clock: profile.clock,
    portal: wireOf(profile, 'portal') !== undefined,
    identities: simulatedIdentities,
    streams: (request) => (request.recorded !== undefined ? recorded.stream(request) : simulatedReadings(request)),
  };
  const lanes: { plan: LanePlan; requirements: readonly string[] }[] = [];
  const skipped: EndLine['skipped'][number][] = [];
  /** Of a system-wide clock: the date from which the next lane may begin. */
  let free: string | undefined;

  const place = (scenario: Scenario, binding: Binding): { plan: LanePlan } | Unplayed => {
    const seed = iterationSeed(setting.seed, scenario.name, iteration);
    const start = profile.clock === 'system' ? free : undefined;
    const plan = planLane(scenario, binding, seed, start === undefined ? common : { ...common, start });
    const routed = route(plan, profile);
    if (!('plan' in routed)) return { lane: plan.lane, ...routed };
    if (profile.clock === 'absent') {
      const real = realStart(scenario, plan, profile, nowMs);
      // The test clock is optional: what cannot be played without it stays open, and is nobody's failure.
      if ('reason' in real) return { lane: plan.lane, reason: real.reason, verdict: 'NOT_RUN' };
      const backdated = route(planLane(scenario, binding, seed, { ...common, start: real.start }), profile);
      return 'plan' in backdated ? backdated : { lane: plan.lane, ...backdated };
    }
    const last = plan.acts.at(-1);
    if (last !== undefined) free = addDays(localDate(last.at, scenario.zone), 1);
    return routed;
  };

  // A sentinel that cannot be played leaves every absence unproven, and that is for the oracle to say.
  const sentinel = (scenario: Scenario, lane: string): LanePlan => {
    const placed = place(scenario, wiresOf(scenario, profile)[0] ?? 'fhir');
    return { ...('plan' in placed ? placed.plan : { patients: [], acts: [] }), lane };
  };
  const before = sentinel(FIRST_SENTINEL, FIRST_SENTINEL_LANE);
  for (const { scenario, binding, requirements = [] } of requests) {
    // A wire that the system does not speak is outside what it claims; a port it claims and lacks is not.
    if (binding === 'hl7v2' && !speaksV2(profile)) {
      const reason = profile.hl7 === undefined ? NO_ADDRESS : NO_PORT;
      const lane = `${scenario.name}/${binding}`;
      skipped.push({ lane, reason, verdict: 'NOT_APPLICABLE', requirement: [...requirements] });
      continue;
    }
    for (const wire of wiresFor(scenario, binding, profile)) {
      const placed = place(scenario, wire);
      if ('plan' in placed) lanes.push({ plan: placed.plan, requirements });
      else skipped.push({ ...placed, requirement: [...requirements] });
    }
  }
  return {
    recorded: recorded.used(),
    lanes: absencesTogether(lanes),
    sentinels: { before, after: sentinel(SENTINEL, SENTINEL_LANE) },
    skipped,
  };
};
