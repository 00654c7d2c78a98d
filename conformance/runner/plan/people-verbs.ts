import { clinician, EHR } from '../../sut/actor.ts';
import { instantOf } from './local-time.ts';
import type { Plan } from './verb.ts';

/** With the person's own credentials: of this patient alone, so that it stays short. */
export const inbox: Plan<'inbox'> = (lane, { member, at }, { by }) => {
  const person = lane.setting.staff(by);
  const patient = member.patient.identifier;
  lane.push(member, at, clinician(person), { op: 'inbox.look', surface: 'person', person, patient });
};

export const away: Plan<'away'> = (lane, { member, at }, { who, from, until, by }) => {
  const { staff, wall } = lane.setting;
  const start = instantOf(from, at, wall);
  lane.push(member, at, EHR, {
    op: 'coverage.set',
    coverage: {
      person: staff(who),
      absences: [
        {
          period: { start: lane.text(start), end: lane.text(instantOf(until, start, wall)) },
          ...(by === undefined ? {} : { coveredBy: staff(by) }),
        },
      ],
    },
  });
};
