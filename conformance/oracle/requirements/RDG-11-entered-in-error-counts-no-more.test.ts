import type { InboxItem, Reading, ReadingStatus } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, makeItem } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const WITHDRAWN: Partial<InboxItem> = { version: 2, status: 'withdrawn', withdrawal: 'entered-in-error' };

/** A value that was told of, then erased; what is seen of it afterwards. */
const erased =
  (value: string, then: (b: HistoryBuilder, show: (change: Partial<InboxItem>) => void, reading: Reading) => void) =>
  (b: HistoryBuilder): void => {
    const { order, reading } = scene(b, value, { items: value === '120' ? [] : [{}] });
    b.wait(2000);
    b.op({ op: 'reading.submit', reading: { ...reading, status: 'entered-in-error' } }, { actor: 'gateway' });
    b.wait(40);
    then(b, (change) => b.seen(makeItem(reading, order, 'i0', change)), reading);
  };
const found = (b: HistoryBuilder, reading: Reading, status: ReadingStatus): void => {
  b.wait(1500);
  b.read([{ reading: { ...reading, status }, version: 2, interpretation: [], ranges: [], orders: [] }]);
};

situations('RDG-11', {
  'its item withdrawn': [erased('212', (_b, show) => show(WITHDRAWN)), 'must-not met'],
  'its item left standing': [erased('212', () => undefined), 'must-not broken'],
  'found as erased': [
    erased('120', (b, _show, reading) => found(b, reading, 'entered-in-error')),
    'must met',
    'must-not met',
  ],
  'found as final': [erased('120', (b, _show, reading) => found(b, reading, 'final')), 'must broken', 'must-not met'],
  'an item raised for it afterwards': [erased('120', (_b, show) => show({})), 'must-not broken'],
  'nothing was erased': [(b) => scene(b, '212', { items: [{}] })],
});
