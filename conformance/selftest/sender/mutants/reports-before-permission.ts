import type { SenderMutant } from '../sender-mutant.ts';
import { toldElsewhere } from '../told-elsewhere.ts';

export const reportsBeforePermission: SenderMutant = {
  name: 'reports-before-permission',
  defect: 'before it is permitted a measurement goes out all the same, within a report to another place of the EHR',
  requirement: 'SND-09',
  also: ['SND-10', 'SND-22', 'SND-23'],
  profile: (profile) => ({ ...profile, out: ['fhir'] }),
  make: () => toldElsewhere((wasPermitted) => !wasPermitted),
};
