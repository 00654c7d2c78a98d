import type { SenderMutant } from '../sender-mutant.ts';

export const oneControlId: SenderMutant = {
  name: 'one-control-id',
  defect: 'over HL7 v2 every message has the same control id',
  requirement: 'SND-22',
  also: ['SND-01'],
  make: () => ({ controlIdOf: () => 'M1' }),
};
