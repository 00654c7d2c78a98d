import { RIGHT } from '../../../../simulator/phone/sender/collaborators.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const aRefusalEndsIt: SenderMutant = {
  name: 'a-refusal-ends-it',
  defect: 'once a measurement was refused nothing more is sent',
  requirement: 'SND-17',
  also: ['SND-01'],
  shows: 'after-a-fault',
  make: () => {
    let isOver = false;
    return {
      after: (answered) => {
        if (answered === 'refused') isOver = true;
        return RIGHT.after(answered);
      },
      mayLeave: (reading, granted) => !isOver && RIGHT.mayLeave(reading, granted),
    };
  },
};
