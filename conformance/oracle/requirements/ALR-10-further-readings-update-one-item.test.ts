import type { InboxItem } from '../../../contract/domain/index.ts';
import { critical, type HistoryBuilder, makeItem, readingId, reference } from '../history-builder.test-helper.ts';
import { CRITICAL, situations } from '../scene.test-helper.ts';

const DIGEST = {
  limits: [reference('70', '180'), critical(undefined, '300')],
  rules: [{ kind: 'digest', window: { value: 2, unit: 'h' } }],
} as const;

type Show = (reading: number, name: string, change: Partial<InboxItem>) => void;
/** Readings a minute apart, `r1`, `r2`, …, the first of which is told of at once; then what is seen. */
const evening =
  (values: readonly string[], then: (show: Show) => void) =>
  (b: HistoryBuilder): void => {
    const order = b.order(DIGEST);
    b.grant();
    const readings = values.map((value, i) => {
      const reading = b.reading({ name: `r${i + 1}`, value });
      b.wait(40);
      if (i === 0) b.seen(makeItem(reading, order, 'i'));
      b.wait(60_000);
      return reading;
    });
    then((n, name, change) => {
      const reading = readings[n - 1];
      if (reading !== undefined) b.seen(makeItem(reading, order, name, change));
    });
    b.wait(5000);
  };
const both: Partial<InboxItem> = {
  version: 2,
  count: 2,
  readings: [readingId('r1'), readingId('r2')],
  worst: readingId('r2'),
  last: readingId('r2'),
};

situations('ALR-10', {
  'a second one, and told in the first item': [
    evening(['212', '250'], (show) => show(1, 'i', both)),
    'must met',
    'must-not met',
  ],
  'a second one, told with the wrong count': [
    evening(['212', '250'], (show) => show(1, 'i', { ...both, count: 3 })),
    'must broken',
    'must-not met',
  ],
  'a second one, told with the wrong worst': [
    evening(['212', '250'], (show) => show(1, 'i', { ...both, worst: readingId('r1') })),
    'must broken',
    'must-not met',
  ],
  'a second one, told with the wrong last': [
    evening(['212', '250'], (show) => show(1, 'i', { ...both, last: readingId('r1') })),
    'must broken',
    'must-not met',
  ],
  'a second one, and not told in it': [evening(['212', '250'], () => undefined), 'must broken', 'must-not met'],
  ...Object.fromEntries(
    (['count', 'worst', 'last'] as const).map((field) => {
      const { [field]: _, ...rest } = both;
      return [
        `a second one, told without ${field}`,
        [evening(['212', '250'], (show) => show(1, 'i', rest)), 'must broken', 'must-not met'],
      ] as const;
    }),
  ),
  'a second one, with an item of its own': [
    evening(['212', '250'], (show) => {
      show(1, 'i', both);
      show(2, 'i2', {});
    }),
    'must met',
    'must-not broken',
  ],
  'a critical one, with an item of its own': [
    evening(['212', '310'], (show) => show(2, 'i2', CRITICAL)),
    'must met',
    'must-not met',
  ],
  'a critical one, counted in the first item': [
    evening(['212', '310'], (show) => {
      show(1, 'i', both);
      show(2, 'i2', CRITICAL);
    }),
    'must met',
    'must-not broken',
  ],
  alone: [evening(['212'], () => undefined), 'must-not met'],
});
