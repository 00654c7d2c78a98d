import { CollectorLog } from '../../../../simulator/devices/gatt/collector-log.ts';
import type { SenderMutant } from '../sender-mutant.ts';

/** It forgets a meter after every session, and what it has under a name already gets another one. */
export const oldIsNewAgain: SenderMutant = {
  name: 'old-is-new-again',
  defect: 'sends again under another name whatever a meter gives again',
  requirement: 'SND-18',
  also: ['SND-02'],
  make: () => {
    const times = new Map<string, number>();
    return {
      logOf: () => new CollectorLog(),
      nameOf: ({ identifier: { value } }) => {
        const before = times.get(value) ?? 0;
        times.set(value, before + 1);
        return before === 0 ? value : `${value}-${before}`;
      },
    };
  },
};
