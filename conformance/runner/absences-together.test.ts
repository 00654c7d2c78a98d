import { expect, test } from 'vitest';
import { DEFAULT_PEOPLE } from '../sut/people.ts';
import { absencesTogether } from './absences-together.ts';
import { defineScenario, type ScenarioInput } from './document/scenario.ts';
import { planLane } from './plan/plan-lane.ts';
import { simulatedIdentities, simulatedReadings } from './plan/simulated.ts';

const laneOf = (name: string, ...acts: ScenarioInput['acts'][number][]) => ({
  name,
  plan: planLane(defineScenario({ name, title: name, acts }), 'fhir', 1, {
    nonce: 'N1',
    people: DEFAULT_PEOPLE,
    clock: 'absent',
    identities: simulatedIdentities,
    streams: simulatedReadings,
  }),
});
const away = (at: string, who: 'responsible' | 'other') =>
  ({ at, away: { who, from: '+1h', until: '+2h', by: 'covering' } }) as const;

/** Who is away from when, of every coverage that a lane tells of. */
const told = ({ plan }: ReturnType<typeof laneOf>): string[][] =>
  plan.acts.flatMap(({ step }) =>
    step.kind === 'act' && step.act.op === 'coverage.set'
      ? [[step.act.coverage.person.value, ...step.act.coverage.absences.map((a) => a.period.start.slice(5, 16))]]
      : [],
  );

test('whoever tells of an absence tells of all that the run holds of that person, each once', () => {
  const lanes = [
    laneOf('a', away('d2 08:00', 'responsible')),
    laneOf('b', away('d1 08:00', 'responsible'), away('d2 08:00', 'responsible'), away('d3 08:00', 'other')),
    laneOf('c', { at: 'd1 08:00', audit: {} }),
  ];
  const rivera = ['1234567893', '01-08T09:00', '01-09T09:00'];
  expect(absencesTogether(lanes).map((lane) => [lane.name, ...told(lane)])).toEqual([
    ['a', rivera],
    ['b', rivera, rivera, ['1987654328', '01-10T09:00']],
    ['c'],
  ]);
});

test('lanes in which nobody is away are left as they are', () => {
  const lanes = [laneOf('c', { at: 'd1 08:00', audit: {} })];
  expect(absencesTogether(lanes)).toBe(lanes);
});
