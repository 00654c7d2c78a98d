import { describe } from 'vitest';
import { type HistoryBuilder, makeItem, reference, type OrderInput } from '../history-builder.test-helper.ts';
import type { UnitCode } from '../../../contract/domain/index.ts';
import { situations } from '../scene.test-helper.ts';

interface Conversion {
  readonly order: OrderInput;
  readonly unit: UnitCode;
  /** Rounds to the limit exactly: normal. */
  readonly equal: string;
  /** The least value that rounds to more: abnormal. */
  readonly beyond: string;
  readonly limit: { readonly value: string; readonly unit: UnitCode };
}
/** Worked by hand: 180.5 / 18.0156 = 10.0190…; 10.05 × 18.0156 = 181.05…; 90.05 / 0.45359237 = 198.5262… */
const CONVERSIONS: Readonly<Record<string, readonly [id: string, Conversion]>> = {
  'mmol/L against mg/dL': [
    'RDG-07',
    { order: {}, unit: 'mmol/L', equal: '10.01', beyond: '10.02', limit: { value: '180', unit: 'mg/dL' } },
  ],
  'mg/dL against mmol/L': [
    'RDG-07',
    {
      order: { unit: 'mmol/L', limits: [reference('3.9', '10.0')] },
      unit: 'mg/dL',
      equal: '181',
      beyond: '182',
      limit: { value: '10.0', unit: 'mmol/L' },
    },
  ],
  'lb against kg': [
    'RDG-08',
    {
      order: { measure: 'weight', limits: [reference(undefined, '90.0')] },
      unit: '[lb_av]',
      equal: '198.5',
      beyond: '198.6',
      limit: { value: '90.0', unit: 'kg' },
    },
  ],
  'g against kg': [
    'RDG-08',
    {
      order: { measure: 'weight', limits: [reference(undefined, '90.0')] },
      unit: 'g',
      equal: '90049',
      beyond: '90050',
      limit: { value: '90.0', unit: 'kg' },
    },
  ],
};

describe.each(Object.entries(CONVERSIONS))('%s', (_name, [id, { order, unit, equal, beyond, limit }]) => {
  const send =
    (value: string, ...items: readonly object[]) =>
    (b: HistoryBuilder) => {
      const made = b.order(order);
      b.grant(made.measure);
      const reading = b.reading({ name: 'r', value, unit });
      b.wait(40);
      for (const [i, item] of items.entries()) b.seen(makeItem(reading, made, `i${i}`, { limit, ...item }));
    };
  situations(id, {
    'rounded to the limit, and quiet': [send(equal), 'must-not met'],
    'rounded to the limit, and told': [send(equal, {}), 'must-not broken'],
    'rounded to a step beyond, and told': [send(beyond, {}), 'must met'],
    'rounded to a step beyond, and nothing': [send(beyond), 'must broken'],
    'told as low': [send(beyond, { interpretation: ['L'] }), 'must broken'],
    'told with the number in the other unit': [
      send(beyond, { value: { value: beyond, unit: limit.unit } }),
      'must broken',
    ],
    'sent in the unit of the limit is no conversion': [
      (b) => {
        const made = b.order(order);
        b.grant(made.measure);
        b.reading({ name: 'r', value: '1', unit: limit.unit });
      },
    ],
  });
  situations(id === 'RDG-07' ? 'RDG-08' : 'RDG-07', { 'is not the other measure': [send(beyond, {})] });
});
