import type { ActName } from '../history/lines.ts';
import type { PortName } from '../sut/ports.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { LanePlan, PlannedAct } from './plan/planned-act.ts';

/** The port of a receiver that each act goes through. What happens at a phone goes through none. */
const PORT_OF: Readonly<Record<Exclude<ActName, `phone.${string}`>, PortName>> &
  Readonly<Partial<Record<ActName, PortName>>> = {
  'person.patient': 'patients',
  'person.clinician': 'people',
  'person.pool': 'people',
  'device.register': 'readings-in',
  'order.submit': 'orders',
  'order.change': 'orders',
  'permission.set': 'permission',
  'reading.submit': 'readings-in',
  'reading.read': 'readings-back',
  'inbox.look': 'inbox',
  'item.act': 'inbox-acts',
  'message.send': 'messages',
  'message.read': 'messages',
  'audit.read': 'audit',
  'clock.advance': 'clock',
  'capability.read': 'inbox',
  'coverage.set': 'coverage',
  'tracker.list': 'portal',
  'tracker.set': 'portal',
  'eligibility.read': 'orders',
  'guidance.read': 'orders',
  'source.set': 'people',
};

export const serves = (profile: SutProfile, port: PortName, via: 'fhir' | 'hl7v2'): boolean =>
  profile.ports[port].includes(via);

const portOf = ({ step }: PlannedAct): PortName | undefined =>
  step.kind === 'act'
    ? PORT_OF[step.act.op]
    : step.kind === 'together'
      ? 'readings-in'
      : step.kind === 'item'
        ? 'inbox-acts'
        : 'messages';

/** Why a lane cannot be played on this SUT: the first port that it needs and the SUT does not serve on that wire. */
export const missingPort = (plan: LanePlan, profile: SutProfile): string | undefined => {
  for (const act of plan.acts) {
    const port = portOf(act);
    if (port !== undefined && !serves(profile, port, act.via)) return `the port "${port}" is not served by ${act.via}`;
  }
  if (!serves(profile, 'inbox', 'fhir')) return 'the port "inbox" is not served by fhir';
  return undefined;
};
