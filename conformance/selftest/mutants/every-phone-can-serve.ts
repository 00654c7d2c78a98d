import type { Mutant } from '../mutant.ts';

export const everyPhoneCanServe: Mutant = {
  name: 'every-phone-can-serve',
  defect: 'who orders is told that the phone can serve, however old it is',
  requirement: 'PRT-02',
  collaborators: { eligibilityOf: () => ({ eligible: true }) },
};
