import { EHR } from '../../sut/actor.ts';
import type { People } from '../../sut/people.ts';
import type { Scenario } from '../document/scenario.ts';
import { castOf, type Identities } from './cast.ts';
import { withClock } from './clock-acts.ts';
import { laneIds } from './ids.ts';
import { LaneBuilder } from './lane-builder.ts';
import type { Wall } from './local-time.ts';
import type { Binding, LanePlan, PlannedAct } from './planned-act.ts';
import { staffOf } from './staff.ts';
import type { StreamSource } from './stream-source.ts';
import { timelineOf } from './timeline.ts';
import { planHappening } from './verbs.ts';

export interface PlanOptions {
  /** Makes the business keys of this run its own. Two runs with other nonces differ in keys alone. */
  readonly nonce: string;
  readonly people: People;
  readonly clock: 'patient' | 'system' | 'absent';
  /** Another date for day 1: where the SUT has no clock, or one for all. */
  readonly start?: string;
  /** The system has a patient portal: who shares picks a tracker first. */
  readonly portal?: boolean;
  readonly identities: Identities;
  readonly streams: StreamSource;
}

/** A scenario on one wire as a flat list of acts. Pure; no wall time in it. Throws InputProblem where the scenario cannot be played. */
export const planLane = (scenario: Scenario, binding: Binding, seed: number, options: PlanOptions): LanePlan => {
  const lane = `${scenario.name}/${binding}`;
  const ids = laneIds(options.nonce, lane);
  const wall: Wall = { zone: scenario.zone, start: options.start ?? scenario.start };
  // Both wires get the same people and readings, so that their lanes can be laid side by side.
  const cast = castOf(scenario, scenario.name, ids, seed, options.identities);
  const builder = new LaneBuilder(binding, ids, { wall, staff: staffOf(options.people) }, cast, options.portal);
  const timeline = timelineOf(scenario, cast, { lane: scenario.name, wall, seed, streams: options.streams });
  const from = timeline[0]?.at ?? 0;
  const arrivals: PlannedAct[] = cast.map((member) => ({
    track: member.track,
    at: from,
    via: 'fhir',
    actor: EHR,
    step: { kind: 'act', act: { op: 'person.patient', patient: member.patient } },
  }));
  for (const happening of timeline) planHappening(builder, happening);
  const acts = [...arrivals, ...builder.acts];
  const patients = cast.map((m) => m.patient);
  if (options.clock === 'patient') return { lane, patients, acts: withClock(acts, 'patient', wall) };
  if (options.clock === 'absent') return { lane, patients, acts };
  // One clock for all: tracks that ran side by side would turn it back for each other.
  const single = acts.map((act) => ({ ...act, track: 'main' })).toSorted((a, b) => a.at - b.at);
  return { lane, patients, acts: withClock(single, 'system', wall) };
};
