import type { Measure } from '../../../../contract/domain/index.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const withdrawnForEver: SenderMutant = {
  name: 'withdrawn-for-ever',
  defect: 'what was withdrawn once is never sent again, though the patient has permitted it again',
  requirement: 'SND-09',
  also: ['SND-01', 'SND-10', 'SND-11'],
  make: () => {
    const permitted = new Set<Measure>();
    const withdrawn = new Set<Measure>();
    return {
      mayLeave: ({ measure }, granted) => {
        for (const one of permitted) if (!granted.has(one)) withdrawn.add(one);
        for (const one of granted) permitted.add(one);
        return granted.has(measure) && !withdrawn.has(measure);
      },
    };
  },
};
