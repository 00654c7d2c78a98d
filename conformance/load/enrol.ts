import type { OpLine } from '../history/lines.ts';
import type { DrivenParts } from '../runner/driven.ts';
import { ownPhone } from '../runner/plan/sharing.ts';
import { EHR, portal } from '../sut/actor.ts';
import type { LoadPatient } from './plan-load.ts';

/** Everything that has to be there before patients send: person, devices, order, tracker, permission. One after the other. */
export const enrol = async (
  lane: string,
  { driver, recorder, profile }: Pick<DrivenParts, 'driver' | 'recorder' | 'profile'>,
  patients: readonly LoadPatient[],
): Promise<OpLine[]> => {
  const ops: OpLine[] = [];
  for (const { patient, device, order, permission } of patients) {
    const own = portal(patient.identifier);
    ops.push(await recorder.perform(lane, driver, EHR, { op: 'person.patient', patient }));
    ops.push(await recorder.perform(lane, driver, own, { op: 'device.register', device }));
    ops.push(await recorder.perform(lane, driver, EHR, { op: 'order.submit', order }));
    if (profile.ports.portal.includes('fhir')) {
      // Where there is a portal nobody shares before a tracker is picked, and for that it takes a phone that can serve.
      const { identifier } = patient;
      const phone = ownPhone({ system: device.identifier.system, value: `${device.identifier.value}-P` }, identifier);
      ops.push(await recorder.perform(lane, driver, own, { op: 'device.register', device: phone }));
      const pick = { op: 'tracker.set', patient: identifier, order: order.identifier, state: 'picked' } as const;
      ops.push(await recorder.perform(lane, driver, own, pick));
    }
    ops.push(await recorder.perform(lane, driver, own, { op: 'permission.set', permission }));
  }
  return ops;
};
