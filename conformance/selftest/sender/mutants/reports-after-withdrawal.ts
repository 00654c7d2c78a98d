import type { SenderMutant } from '../sender-mutant.ts';
import { toldElsewhere } from '../told-elsewhere.ts';

export const reportsAfterWithdrawal: SenderMutant = {
  name: 'reports-after-withdrawal',
  defect: 'after the withdrawal a measurement goes out all the same, within a report to another place of the EHR',
  requirement: 'SND-11',
  also: ['SND-22', 'SND-23'],
  profile: (profile) => ({ ...profile, out: ['fhir'] }),
  make: () => toldElsewhere((wasPermitted) => wasPermitted),
};
