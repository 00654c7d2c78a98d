import { InputProblem } from '../../../contract/input-problem.ts';
import type { EpochMs } from '../../../simulator/clock.ts';
import type { Scenario } from '../document/scenario.ts';
import type { ScenarioAct } from '../document/scenario-act.ts';
import type { Member } from './cast.ts';
import { instantOf, type Wall } from './local-time.ts';
import type { StreamReading, StreamSource } from './stream-source.ts';
import { bodyOf } from '../document/names.ts';

/** One thing that happens to one patient at one instant; streams and tables are taken apart already. */
export interface Happening {
  readonly at: EpochMs;
  readonly member: Member;
  readonly act: ScenarioAct;
  /** Of a stream: its reading, instead of the act's own words. */
  readonly streamed?: StreamReading;
}

/** A lane that does more than this has gone wrong. */
const MAX_HAPPENINGS = 200_000;

const streamed = (act: ScenarioAct, member: Member, at: EpochMs, setting: TimelineSetting): Happening[] => {
  const term = act.stream;
  if (term === undefined) return [];
  const archetype = term.archetype ?? member.archetype;
  const readings = setting.streams({
    ...(archetype === undefined ? {} : { archetype }),
    ...(term.measure === undefined ? {} : { measure: term.measure }),
    ...(term.days === undefined ? {} : { days: term.days }),
    ...(member.recorded === undefined ? {} : { recorded: member.recorded }),
    person: member.number,
    index: member.index,
    lane: setting.lane,
    from: at,
    zone: setting.wall.zone,
    seed: setting.seed,
  });
  return readings
    .slice(0, term.atMost ?? readings.length)
    .map((reading) => ({ at: Math.max(at, reading.submitted), member, act, streamed: reading }));
};

export interface TimelineSetting {
  readonly lane: string;
  readonly wall: Wall;
  readonly seed: number;
  readonly streams: StreamSource;
}

/** Everything that happens in a lane, by instant; what falls together keeps the order of the document. */
export const timelineOf = (scenario: Scenario, cast: readonly Member[], setting: TimelineSetting): Happening[] => {
  const happenings: Happening[] = [];
  let last = instantOf('d1', 0, setting.wall);
  for (const act of scenario.acts) {
    const at = act.at === undefined ? last : instantOf(act.at, last, setting.wall);
    if (act.readings === undefined || act.at !== undefined) last = at;
    const name = bodyOf(act).body['patient'] ?? cast[0]?.name;
    for (const member of cast.filter((m) => m.name === name)) {
      if (act.stream !== undefined) happenings.push(...streamed(act, member, at, setting));
      else if (act.readings === undefined) happenings.push({ at, member, act });
      else {
        const { values, ...shared } = act.readings;
        for (const [moment, value] of Object.entries(values))
          happenings.push({ at: instantOf(moment, at, setting.wall), member, act: { reading: { ...shared, value } } });
      }
    }
    if (happenings.length > MAX_HAPPENINGS)
      throw new InputProblem('the scenario is too long', { path: 'acts' }, `at most ${MAX_HAPPENINGS} acts a lane`);
  }
  return happenings.toSorted((a, b) => a.at - b.at);
};
