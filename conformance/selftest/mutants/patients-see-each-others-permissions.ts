import type { Mutant } from '../mutant.ts';

export const patientsSeeEachOthersPermissions: Mutant = {
  name: 'patients-see-each-others-permissions',
  defect: "a patient who asks for another patient's permissions is shown them",
  requirement: 'SEC-02',
  seams: {
    pipeline: (real) => ({
      ...real,
      permissions: {
        ...real.permissions,
        search: ({ client }, patient) => real.permissions.search({ role: 'ehr', client }, patient),
      },
    }),
  },
};
