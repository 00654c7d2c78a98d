import type { InboxItem, Reading } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, itemId, makeItem, RIVERA } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

type Show = (change: Partial<InboxItem>) => void;
const valued = (reading: Reading, value: string): Reading => ({
  ...reading,
  status: 'corrected',
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});

/** 212, told of, then corrected; what is seen of its item afterwards. `first`: before the correction. */
const corrected =
  (
    to: string,
    then: (show: Show, b: HistoryBuilder) => void,
    first: (show: Show, b: HistoryBuilder) => void = () => undefined,
  ) =>
  (b: HistoryBuilder): void => {
    const { order, reading } = scene(b, '212', { items: [{}] });
    const show: Show = (change) => b.seen(makeItem(reading, order, 'i0', change));
    first(show, b);
    b.wait(2000);
    b.op({ op: 'reading.submit', reading: valued(reading, to) }, { actor: 'gateway' });
    b.wait(40);
    then(show, b);
  };
const withdrawn = (reason?: string): Partial<InboxItem> => ({
  version: 2,
  status: 'withdrawn',
  ...(reason === undefined ? {} : { withdrawal: reason }),
});
const done = (show: Show, b: HistoryBuilder): void => {
  b.op({ op: 'item.act', item: itemId('i0'), act: 'done', person: RIVERA });
  show({ version: 2, status: 'done' });
};

situations('ALR-12', {
  'to normal, and withdrawn': [corrected('120', (show) => show(withdrawn('corrected-to-normal'))), 'must met'],
  'to normal, and left standing': [corrected('120', () => undefined), 'must broken'],
  'to normal, and withdrawn before that': [
    corrected(
      '120',
      () => undefined,
      (show) => show(withdrawn('corrected-to-normal')),
    ),
    'must broken',
  ],
  'to normal, and withdrawn minutes later': [
    corrected('120', (show, b) => {
      b.wait(120_000);
      show(withdrawn('corrected-to-normal'));
    }),
    'must broken',
  ],
  'to normal, and withdrawn without a reason': [corrected('120', (show) => show(withdrawn())), 'must broken'],
  'to normal, and withdrawn for another': [
    corrected('120', (show) => show(withdrawn('order-ended'))),
    'must met, with a reservation',
  ],
  'within high, and told so': [
    corrected('230', (show) => show({ version: 2, value: { value: '230', unit: 'mg/dL' } })),
    'must met',
    'must-not met',
  ],
  'within high, and the old value left': [corrected('230', () => undefined), 'must broken', 'must-not met'],
  'within high, and withdrawn': [corrected('230', (show) => show(withdrawn('corrected-to-normal'))), 'must-not broken'],
  'of a finished item, which stays as it was': [corrected('120', () => undefined, done), 'must broken', 'must-not met'],
  'of a finished item, which shows the value': [
    corrected('120', (show) => show({ version: 3, status: 'done', value: { value: '120', unit: 'mg/dL' } }), done),
    'must met',
    'must-not met',
  ],
  'of a finished item, whose story tells of it': [
    corrected(
      '120',
      (show, b) =>
        show({
          version: 3,
          status: 'done',
          withdrawal: 'corrected-to-normal',
          history: (['new', 'done', 'withdrawn'] as const).map((status) => ({ status, at: b.wall(), actor: 'system' })),
        }),
      done,
    ),
    'must met',
    'must-not met',
  ],
  'of a finished item, which is withdrawn': [
    corrected('120', (show) => show({ ...withdrawn('corrected-to-normal'), version: 3 }), done),
    'must-not broken',
  ],
  'nothing was corrected': [(b) => scene(b, '212', { items: [{}] })],
});
