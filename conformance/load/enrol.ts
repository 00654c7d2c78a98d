import type { OpLine } from '../history/lines.ts';
import type { DrivenParts } from '../runner/driven.ts';
import { ownPhone } from '../runner/plan/sharing.ts';
import { sideBySide } from '../runner/side-by-side.ts';
import { type Actor, EHR, portal } from '../sut/actor.ts';
import type { LoadPatient } from './cast.ts';

/** Patients that are enrolled at a time. */
const WIDTH = 16;
/** An act that was not answered is done again: each makes its thing only where there is none yet. */
const ATTEMPTS = 3;
/** Of so many patients on nothing is kept of what went over the wire; the lines say what was done. */
const MOST_WITH_WIRE = 100;

type Parts = Pick<DrivenParts, 'driver' | 'recorder' | 'profile' | 'signal' | 'progress'>;
type EnrolAct = { readonly actor: Actor; readonly act: OpLine['act'] };

/** Everything that has to be there before a patient sends: person, devices, order, tracker, permission. */
const actsOf = ({ patient, device, order, permission }: LoadPatient, hasPortal: boolean): readonly EnrolAct[] => {
  const { identifier } = patient;
  const own = portal(identifier);
  // Where there is a portal nobody shares before a tracker is picked, and for that it takes a phone that can serve.
  const phone = ownPhone({ system: device.identifier.system, value: `${device.identifier.value}-P` }, identifier);
  return [
    { actor: EHR, act: { op: 'person.patient', patient } },
    { actor: own, act: { op: 'device.register', device } },
    { actor: EHR, act: { op: 'order.submit', order } },
    ...(hasPortal
      ? ([
          { actor: own, act: { op: 'device.register', device: phone } },
          { actor: own, act: { op: 'tracker.set', patient: identifier, order: order.identifier, state: 'picked' } },
        ] as const)
      : []),
    { actor: own, act: { op: 'permission.set', permission } },
  ];
};

/**
 * Enrols patients, several at a time and each one's acts in order; every attempt is written down. `laneOf`: the lane of
 * a patient by index. An interrupt ends it between two patients. Gives what was not taken, the first few in words.
 */
export const enrol = async (
  laneOf: (index: number) => string,
  { driver, recorder, profile, signal, progress }: Parts,
  count: number,
  patientOf: (index: number) => LoadPatient,
): Promise<readonly string[]> => {
  const hasPortal = profile.ports.portal.includes('fhir');
  const failed: string[] = [];
  let done = 0;
  const perform = async (lane: string, { actor, act }: EnrolAct): Promise<OpLine['outcome']> => {
    let outcome: OpLine['outcome'] = 'unknown';
    for (let attempt = 1; attempt <= ATTEMPTS && outcome === 'unknown' && !signal.aborted; attempt++) {
      const { wire, ...performed } = await driver.perform(act, actor);
      const kept = performed.outcome === 'ok' && count > MOST_WITH_WIRE ? undefined : wire;
      ({ outcome } = recorder.record(lane, driver.via, actor, act, {
        ...performed,
        ...(kept === undefined ? {} : { wire: kept }),
      }));
    }
    return outcome;
  };
  await sideBySide(
    Array.from({ length: count }, (_, index) => index),
    WIDTH,
    async (index) => {
      if (signal.aborted) return;
      const lane = laneOf(index);
      const patient = patientOf(index);
      let worst: OpLine['outcome'] = 'ok';
      for (const each of actsOf(patient, hasPortal)) {
        const outcome = await perform(lane, each);
        if (outcome !== 'ok') failed.push(`${each.act.op} of ${patient.patient.identifier.value} was ${outcome}`);
        if (outcome !== 'ok') worst = outcome;
      }
      done += 1;
      progress({ kind: 'act', lane, done, of: count, op: 'enrolment', outcome: worst });
    },
  );
  return failed;
};
