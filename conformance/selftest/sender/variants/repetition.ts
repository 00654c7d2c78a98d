import { CollectorLog } from '../../../../simulator/devices/gatt/collector-log.ts';
import type { SenderVariant } from '../sender-mutant.ts';

/** What is taken or sent more often than it has to be. */
export const repetitionVariants: readonly SenderVariant[] = [
  {
    name: 'reads-whole-memories',
    freedom: 'it may take what it had before, as long as it knows it again',
    exercisedBy: ['SND-18', 'SND-26', 'SND-24'],
    make: () => ({ logOf: () => new CollectorLog() }),
  },
  {
    name: 'sends-everything-twice',
    freedom: 'the same identifier with the same content again is no second record',
    exercisedBy: ['SND-01', 'SND-02', 'SND-12'],
    make: () => {
      let isFirst = false;
      return {
        after: (answered) => {
          if (answered === 'refused') return 'aside';
          if (answered !== 'accepted') return 'again';
          isFirst = !isFirst;
          return isFirst ? 'again' : 'done';
        },
      };
    },
  },
  {
    name: 'corrects-what-was-never-accepted',
    freedom: 'a correction of an unknown identifier is admitted as a reading',
    exercisedBy: ['SND-12', 'SND-13'],
    make: () => ({ statusOf: (known) => (known === undefined ? 'final' : 'corrected') }),
  },
  {
    // Fewer would part a change from what it replaces, and look like a deletion.
    name: 'two-samples-a-query',
    freedom: 'it asks its store for two samples at a time',
    exercisedBy: ['SND-12', 'SND-13', 'SND-15'],
    make: () => ({ page: 2 }),
  },
];
