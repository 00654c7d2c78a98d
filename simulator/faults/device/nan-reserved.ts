import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';

const ID = 'nan-reserved';

/** A record without a number: NaN (an error) or one of the reserved values (nobody knows), 0x07FF and 0x0800 on the wire. */
export const nanReserved: FaultOf<'device'> = {
  id: ID,
  title: 'NaN or a reserved value in place of a number',
  layer: 'device',
  measures: ['glucose', 'weight'],
  usual: '0.05 % of records (assumed)',
  apply: (items, setting) =>
    changeSome(items, setting, {
      id: ID,
      perItem: 0.0005,
      applies: ({ result }) => result.kind === 'value',
      change: (record, random) => ({
        ...record,
        result: { kind: 'absent', reason: random.bernoulli(0.5) ? 'error' : 'unknown' },
      }),
    }),
};
