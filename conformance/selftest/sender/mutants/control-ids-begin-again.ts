import type { SenderMutant } from '../sender-mutant.ts';

export const controlIdsBeginAgain: SenderMutant = {
  name: 'control-ids-begin-again',
  defect: 'over HL7 v2 the control ids begin at 1 again whenever it is started, and name other messages than before',
  requirement: 'SND-24',
  also: ['SND-01', 'SND-15', 'SND-22'],
  shows: 'after-a-fault',
  profile: (profile) => ({ ...profile, out: ['hl7v2'] }),
  make: () => {
    let count = 0;
    return { controlIdOf: () => `M${(count += 1)}` };
  },
};
