import type { Mutant } from '../mutant.ts';

export const disconnectingChangesNothing: Mutant = {
  name: 'disconnecting-changes-nothing',
  defect: 'readings go on flowing after the patient has disconnected the tracker',
  requirement: 'PRT-03',
  seams: {
    pipeline: (real) => ({
      ...real,
      portal: {
        ...real.portal,
        choose: (caller, order, _state, ifMatch) => real.portal.choose(caller, order, 'picked', ifMatch),
      },
    }),
  },
};
