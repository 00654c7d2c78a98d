import type { Mutant } from '../mutant.ts';

export const patientsReachEachOther: Mutant = {
  name: 'patients-reach-each-other',
  defect: "a patient who asks for another patient's messages gets them",
  requirement: 'MSG-02',
  collaborators: { mayReach: () => true },
};
