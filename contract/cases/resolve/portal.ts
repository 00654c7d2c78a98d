import { phoneOf, permissionKey } from '../keys.ts';
import type { CaseDeed } from '../deed.ts';
import type { ActTerm } from '../schema/act.ts';
import { type Names, orderNamed, type Path, patientNamed, wrong } from './names.ts';

/** What the patient does in the portal: permission, phone, trackers. */

export const decisionOf = (names: Names, act: ActTerm, verb: 'grant' | 'withdraw', path: Path): CaseDeed => {
  const patient = patientNamed(names, act.patient, [...path, 'patient']);
  const measure = act[verb] ?? wrong(names, path, 'missing', 'a measure');
  return {
    op: 'permission.set',
    patient: patient.key,
    permission: {
      identifier: permissionKey(names.number, patient.name, measure),
      patient: patient.key,
      measure,
      status: verb === 'grant' ? 'granted' : 'withdrawn',
      at: act.decided ?? act.at,
    },
  };
};

export const phoneDeed = (names: Names, act: ActTerm, path: Path): CaseDeed => {
  const patient = patientNamed(names, act.patient, [...path, 'patient']).key;
  names.phones += 1;
  return {
    op: 'device.register',
    patient,
    device: phoneOf(names.number, names.phones, patient, act.phone ?? 'ios', act.version ?? ''),
  };
};

export const trackerDeed = (names: Names, name: string, verb: 'pick' | 'disconnect', path: Path): CaseDeed => {
  const order = orderNamed(names, name, [...path, verb]);
  return {
    op: 'tracker.set',
    patient: order.patient,
    tracker: { order: order.identifier, state: verb === 'pick' ? 'picked' : 'disconnected' },
  };
};

export const trackerListDeed = (names: Names, act: ActTerm, path: Path): CaseDeed => ({
  op: 'tracker.list',
  patient: patientNamed(names, act.patient, [...path, 'patient']).key,
  trackers: Object.entries(act.trackers ?? {}).map(([name, state]) => {
    const { identifier, measure } = orderNamed(names, name, [...path, 'trackers', name]);
    return { order: identifier, measure, state };
  }),
});
