import { CLOCK, clinician, EHR } from '../../sut/actor.ts';
import { instantOf } from './local-time.ts';
import type { Plan } from './verb.ts';

/** With the person's own credentials: of this patient alone, so that it stays short. */
export const inbox: Plan<'inbox'> = (lane, { member, at }, { by }) => {
  const person = lane.setting.staff(by);
  const patient = member.patient.identifier;
  lane.push(member, at, clinician(person), { op: 'inbox.look', surface: 'person', person, patient });
};

export const clock: Plan<'clock'> = (lane, { member, at }, { to }) =>
  lane.push(member, at, CLOCK, {
    op: 'clock.advance',
    to: lane.text(instantOf(to, at, lane.wall)),
    patient: member.patient.identifier,
  });

export const attempt: Plan<'try'> = (lane, { member, at }, term) => {
  const patient = member.patient.identifier;
  const { attempt: what } = term;
  lane.push(member, at, EHR, {
    op: 'surface.try',
    attempt: what,
    patient,
    ...(term.by === undefined ? {} : { by: lane.patientNamed(term.by) }),
    ...(what.startsWith('speak-') ? { wire: lane.binding === 'hl7v2' ? 'hl7v2' : 'fhir' } : {}),
    ...(what === 'inbox-as-clinician' || what === 'inbox-with-unknown-parameter' || what === 'act-on-stale-version'
      ? { person: lane.setting.staff('responsible') }
      : {}),
    ...(term.reading === undefined ? {} : { reading: lane.reading(member, term.reading).reading }),
    ...(what.startsWith('change-') && !what.endsWith('-record')
      ? { order: lane.order(member, term.order).order.identifier }
      : {}),
  });
};

export const subscription: Plan<'subscription'> = (lane, { member, at }, { step, by }) => {
  const person = lane.setting.staff(by);
  lane.push(member, at, clinician(person), {
    op: 'subscription.step',
    step,
    subscription: by,
    patient: member.patient.identifier,
    person,
  });
};

export const alerts: Plan<'alerts'> = (lane, { member, at }, { replies }) =>
  lane.push(member, at, EHR, {
    op: 'alerts.listen',
    patient: member.patient.identifier,
    ...(replies === undefined ? {} : { replies }),
  });

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
