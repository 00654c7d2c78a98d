import { keyOf } from '../../contract/domain/identifier.ts';
import type { Clinician } from '../../contract/domain/person.ts';
import type { Tables } from '../context.ts';
import type { ClinicianRole, Stored } from '../pipeline.ts';

/** A clinician with every absence: two things that are kept apart, shown as one, whose version counts the changes of both. */
export const roleOf = ({ coverage }: Pick<Tables, 'coverage'>, clinician: Stored<Clinician>): Stored<ClinicianRole> => {
  const away = coverage.byKey(keyOf(clinician.body.identifier));
  if (away === undefined) return clinician;
  const { absences } = away.body;
  return {
    id: clinician.id,
    version: clinician.version + away.version,
    lastUpdated: clinician.lastUpdated > away.lastUpdated ? clinician.lastUpdated : away.lastUpdated,
    body: { ...clinician.body, ...(absences.length === 0 ? {} : { absences }) },
  };
};
