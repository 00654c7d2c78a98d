import type { SenderMutant } from '../sender-mutant.ts';

export const everythingIsTyped: SenderMutant = {
  name: 'everything-is-typed',
  defect: 'everything is marked as typed by hand',
  requirement: 'SND-21',
  also: ['SND-07'],
  make: () => ({ outgoing: (reading) => ({ ...reading, userEntered: true }) }),
};
