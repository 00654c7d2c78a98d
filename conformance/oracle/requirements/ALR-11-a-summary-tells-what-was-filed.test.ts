import type { InboxItem, Order } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, itemId, reference, STARTED } from '../history-builder.test-helper.ts';
import { situations, WIDE } from '../scene.test-helper.ts';

const END = '2035-01-01T00:10:00.000Z';
const SUMMARY = {
  limits: [reference('70', '180')],
  rules: [{ kind: 'summary', period: { value: 10, unit: 'min' } }],
  start: STARTED,
  end: '2035-01-01T00:19:00Z',
} as const;

type Figures = NonNullable<InboxItem['summary']>;
const mgDl = (value: string) => ({ value, unit: 'mg/dL' });
const summary = (order: Order, figures: Partial<Figures> = {}, change: Partial<InboxItem> = {}): InboxItem => ({
  identifier: itemId('s'),
  version: 1,
  kind: 'summary',
  status: 'new',
  patient: order.patient,
  order: order.identifier,
  measure: order.measure,
  recipient: order.responsible,
  rule: 'summary',
  interpretation: [],
  count: 2,
  summary: {
    period: { start: STARTED, end: END },
    abnormalCount: 1,
    criticalCount: 0,
    min: mgDl('120'),
    max: mgDl('212'),
    mean: mgDl('166'),
    ...figures,
  },
  history: [],
  ...change,
});

/** Two readings in ten minutes, 120 and 212; a minute after them what is seen. */
const period =
  (...items: ((order: Order) => InboxItem)[]) =>
  (b: HistoryBuilder): void => {
    const order = b.order(SUMMARY);
    b.grant();
    b.wait(60_000).reading({ name: 'a', value: '120' });
    b.wait(60_000).reading({ name: 'b', value: '212' });
    b.wait(660_000 - b.now + 300);
    for (const item of items) b.seen(item(order));
    b.wait(30_000);
  };

situations(
  'ALR-11',
  {
    'told as it was': [period((o) => summary(o)), 'must met', 'must-not met'],
    'told with other digits': [period((o) => summary(o, { mean: mgDl('166.0') })), 'must met', 'must-not met'],
    nothing: [period(), 'must broken', 'must-not met'],
    'another count': [period((o) => summary(o, {}, { count: 3 })), 'must broken', 'must-not met'],
    'another mean': [period((o) => summary(o, { mean: mgDl('167') })), 'must broken', 'must-not met'],
    'another unit': [
      period((o) => summary(o, { max: { value: '212', unit: 'mmol/L' } })),
      'must broken',
      'must-not met',
    ],
    'the mean left out': [
      period((o) => summary(o, { mean: undefined } as Partial<Figures>)),
      'must broken',
      'must-not met',
    ],
    twice: [
      period(
        (o) => summary(o),
        (o) => summary(o, {}, { identifier: itemId('again') }),
      ),
      'must met',
      'must-not broken',
      'must-not met',
    ],
    'one of a period that is not over': [
      period(
        (o) => summary(o),
        (o) => summary(o, { period: { start: END, end: '2035-01-01T00:20:00.000Z' } }, { identifier: itemId('early') }),
      ),
      'must met',
      'must-not broken',
    ],
  },
  WIDE,
);
