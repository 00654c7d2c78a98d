import type { SenderMutant } from '../sender-mutant.ts';

export const datedWhenItIsSentAgain: SenderMutant = {
  name: 'dated-when-it-is-sent-again',
  defect: 'what has to be sent again is dated a minute later',
  requirement: 'SND-16',
  also: ['SND-01', 'SND-06', 'SND-12', 'SND-22'],
  shows: 'after-a-fault',
  make: () => ({
    outgoing: (reading, attempt) =>
      attempt === 1 ? reading : { ...reading, effective: reading.effective.replace(/:\d\d(?=[-+Z])/, ':59') },
  }),
};
