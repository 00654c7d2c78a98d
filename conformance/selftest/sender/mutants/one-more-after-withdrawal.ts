import type { SenderMutant } from '../sender-mutant.ts';

export const oneMoreAfterWithdrawal: SenderMutant = {
  name: 'one-more-after-withdrawal',
  defect: 'the first measurement after a withdrawal still leaves',
  requirement: 'SND-11',
  shows: 'in-time',
  make: () => {
    const granted = new Set<string>();
    const over = new Map<string, string>();
    return {
      mayLeave: (reading, now) => {
        const { measure, identifier } = reading;
        if (now.has(measure)) granted.add(measure);
        if (now.has(measure)) return true;
        if (!granted.has(measure)) return false;
        const last = over.get(measure) ?? identifier.value;
        over.set(measure, last);
        return last === identifier.value;
      },
    };
  },
};
