import { EHR } from '../sut/actor.ts';
import type { Driver } from '../sut/driver.ts';
import type { SutProfile } from '../sut/profile.ts';
import { serves } from './needs.ts';
import type { Recorder } from './recorder.ts';

const PEOPLE_LANE = 'people';

/** Makes the profile's clinicians and pools known, once a run. Nothing is done where they are provisioned. */
export const enrolPeople = async (profile: SutProfile, driver: Driver, recorder: Recorder): Promise<void> => {
  if (!serves(profile, 'people', 'fhir')) return;
  for (const clinician of profile.people.clinicians)
    await recorder.perform(PEOPLE_LANE, driver, EHR, { op: 'person.clinician', clinician });
  for (const pool of profile.people.pools)
    await recorder.perform(PEOPLE_LANE, driver, EHR, { op: 'person.pool', pool });
};
