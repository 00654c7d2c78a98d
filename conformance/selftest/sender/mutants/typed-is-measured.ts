import type { SenderMutant } from '../sender-mutant.ts';

export const typedIsMeasured: SenderMutant = {
  name: 'typed-is-measured',
  defect: 'does not say that a value was typed',
  requirement: 'SND-21',
  make: () => ({ outgoing: ({ userEntered, ...reading }) => (userEntered === undefined ? reading : { ...reading }) }),
};
