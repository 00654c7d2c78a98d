import type { Device, Measure, Patient } from '../../../contract/domain/index.ts';
import { InputProblem } from '../../../contract/input-problem.ts';
import type { Scenario } from '../document/scenario.ts';
import type { LaneIds } from './ids.ts';
import type { RecordedKind } from './stream-source.ts';

/** One patient of a lane: a member of the name that the scenario uses. */
export interface Member {
  /** The name in the scenario. */
  readonly name: string;
  /** Counting from 0 among the members of the name. */
  readonly index: number;
  /** Counting from 0 over all patients of the lane. */
  readonly number: number;
  readonly track: string;
  readonly patient: Patient;
  readonly archetype?: string;
  /** Whose readings are recorded ones, and of which kind. */
  readonly recorded?: RecordedKind;
}

/** Who is asked for: one person of a lane, counting from 0 over all its patients. */
interface PersonRequest {
  readonly seed: number;
  readonly lane: string;
  readonly person: number;
  readonly archetype?: string;
}

/** A synthetic identity without a key. Pure: the same request gives the same person. */
export type Identities = (request: PersonRequest) => Omit<Patient, 'identifier'>;

const MAX_PATIENTS = 500;

/** Everybody in a lane. Members of a group live beside each other, each on a track of its own. */
export const castOf = (
  scenario: Scenario,
  lane: string,
  ids: LaneIds,
  seed: number,
  identities: Identities,
): readonly Member[] => {
  const members: Member[] = [];
  for (const [name, term] of Object.entries(scenario.patients)) {
    const count = term.count ?? 1;
    if (count < 1 || members.length + count > MAX_PATIENTS)
      throw new InputProblem('too many patients', { path: `patients.${name}.count` }, `1 to ${MAX_PATIENTS} in all`);
    for (let index = 0; index < count; index++) {
      const archetype = term.archetype === undefined ? {} : { archetype: term.archetype };
      const person = identities({ seed, lane, person: members.length, ...archetype });
      members.push({
        name,
        index,
        number: members.length,
        track: count > 1 ? `${name}-${index + 1}` : 'main',
        patient: { identifier: ids.patient(), ...person },
        ...archetype,
        ...(term.recorded === undefined ? {} : { recorded: term.recorded }),
      });
    }
  }
  return members;
};

/** The patient's own meter or scale. */
export const deviceOf = (ids: LaneIds, member: Member, measure: Measure): Device => {
  const kind = measure === 'glucose' ? 'glucometer' : 'scale';
  const identifier = ids.device(member.patient.identifier, kind);
  return {
    identifier,
    patient: member.patient.identifier,
    kind,
    manufacturer: 'ACME',
    model: kind === 'glucometer' ? 'G-1' : 'S-1',
    serial: identifier.value.replaceAll('-', '').slice(-8),
  };
};
