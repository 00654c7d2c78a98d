import type { Act, OpLine } from '../history/lines.ts';
import { EHR } from '../sut/actor.ts';
import type { Drivers } from '../sut/drivers.ts';
import type { SutProfile } from '../sut/profile.ts';
import { said, silenceWatch } from './lane-watch.ts';
import type { Recorder } from './recorder.ts';

const PEOPLE_LANE = 'people';

/** Why no lane can be played: of everybody who was to be made known, the system took nobody. */
const futile = (ops: readonly OpLine[]): string | undefined => {
  const last = ops.at(-1);
  if (last === undefined || ops.some((op) => op.outcome === 'ok')) return undefined;
  const verb = ops.every((op) => op.outcome === 'refused') ? 'accepted' : 'answered';
  return `the system ${verb} none of the ${ops.length} enrolments of clinicians and pools (port "people"): ${said(last)}`;
};

/**
 * Makes the profile's clinicians and pools known, once a run. Nothing is done where they are
 * provisioned. Gives the reason to end the run when nobody at all could be enrolled.
 */
export const enrolPeople = async (
  profile: SutProfile,
  drivers: Drivers,
  recorder: Recorder,
  answerWithinMs: number,
): Promise<string | undefined> => {
  const driver = profile.ports.people.map((service) => (service === 'absent' ? undefined : drivers.by[service]))[0];
  if (driver === undefined || driver.via === 'provisioned') return undefined;
  const acts: Act[] = [
    ...profile.people.clinicians.map((clinician) => ({ op: 'person.clinician' as const, clinician })),
    ...profile.people.pools.map((pool) => ({ op: 'person.pool' as const, pool })),
  ];
  const silence = silenceWatch(answerWithinMs);
  const ops: OpLine[] = [];
  for (const act of acts) {
    const op = await recorder.perform(PEOPLE_LANE, driver, EHR, act);
    ops.push(op);
    if (silence(op) !== undefined) break;
  }
  return futile(ops);
};
