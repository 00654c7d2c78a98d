import type { Mutant } from '../../mutant.ts';

/** The unspecified address, where connections reach this machine itself; it stands for every address of the machine. */
const OUTSIDE = '0.0.0.0';

export const clearTextFromOutside: Mutant = {
  name: 'clear-text-from-outside',
  defect: 'at an address that others can reach it speaks clear text alone',
  requirement: 'SEC-04',
  profile: (profile) => ({
    ...profile,
    ...(profile.fhir === undefined ? {} : { fhir: { base: profile.fhir.base.replace('127.0.0.1', OUTSIDE) } }),
    ...(profile.hl7 === undefined ? {} : { hl7: { ...profile.hl7, host: OUTSIDE } }),
  }),
};
