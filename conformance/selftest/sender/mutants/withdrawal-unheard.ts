import type { SenderMutant } from '../sender-mutant.ts';

export const withdrawalUnheard: SenderMutant = {
  name: 'withdrawal-unheard',
  defect: 'goes on after the withdrawal',
  requirement: 'SND-11',
  make: () => {
    const once = new Set<string>();
    return {
      mayLeave: ({ measure }, granted) => {
        if (granted.has(measure)) once.add(measure);
        return once.has(measure);
      },
    };
  },
};
