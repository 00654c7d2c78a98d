import { changeSome } from '../change-some.ts';
import type { FaultOf } from '../fault.ts';

const ID = 'nan-reserved';

/**
 * A record without a number: NaN (an error) or NRes (nobody knows), 0x07FF and 0x0800 on the air; both are "unsuccessful" for a
 * weight, which has one word. Never the reserved 0x0801: a phone refuses that packet, so no reading would come of it.
 */
export const nanReserved: FaultOf<'device'> = {
  id: ID,
  title: 'NaN or NRes in place of a number',
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
