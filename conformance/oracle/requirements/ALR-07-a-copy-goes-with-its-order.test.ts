import type { InboxItem } from '../../../contract/domain/index.ts';
import { critical, itemId, makeItem, OKAFOR, reference, RIVERA } from '../history-builder.test-helper.ts';
import { CRITICAL, situations, type Write } from '../scene.test-helper.ts';

const ORDER = {
  limits: [reference('70', '180'), critical(undefined, '300')],
  rules: [{ kind: 'escalation', step: 1, after: { value: 15, unit: 'min' }, recipient: OKAFOR }],
} as const;
const COPY: Partial<InboxItem> = {
  ...CRITICAL,
  recipient: OKAFOR,
  routedAs: 'escalated',
  step: 1,
  copyOf: itemId('i'),
};

/** A critical item that is done after it was copied; then its order turns out to be in error, and the copy is seen again. */
const inError =
  (copy: Partial<InboxItem> | undefined): Write =>
  (b) => {
    const order = b.order(ORDER);
    b.grant();
    const reading = b.reading({ name: 'r', value: '310' });
    b.wait(40).seen(makeItem(reading, order, 'i', CRITICAL));
    b.wait(900_300).seen(makeItem(reading, order, 'copy', COPY));
    b.op({ op: 'item.act', item: itemId('i'), act: 'done', person: RIVERA });
    const history = ['new', 'done'].map((status) => ({
      status,
      at: b.wall(),
      actor: 'rivera',
    })) as InboxItem['history'];
    b.wait(20).seen(makeItem(reading, order, 'i', { ...CRITICAL, version: 2, status: 'done', history }));
    b.wait(10_000).changeOrder({ ...ORDER, status: 'entered-in-error' });
    const story = ['new', 'withdrawn'].map((status) => ({
      status,
      at: b.wall(),
      actor: 'system',
    })) as InboxItem['history'];
    const gone = { ...COPY, version: 2, history: story };
    if (copy !== undefined) b.wait(100).seen(makeItem(reading, order, 'copy', { ...gone, ...copy }));
    b.wait(30_000);
  };

situations('ALR-07', {
  'a copy that is withdrawn with its order': [
    inError({ status: 'withdrawn', withdrawal: 'order-in-error' }),
    'must met',
    'must-not met',
  ],
  'a copy that is left open, though its order is in error': [
    inError(undefined),
    'must broken',
    'must met',
    'must-not met',
  ],
});
