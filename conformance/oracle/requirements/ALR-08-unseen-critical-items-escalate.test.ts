import type { InboxItem, Order, Reading } from '../../../contract/domain/index.ts';
import {
  critical,
  type HistoryBuilder,
  itemId,
  makeItem,
  OKAFOR,
  reference,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { CRITICAL, situations, WIDE } from '../scene.test-helper.ts';

const ORDER = {
  limits: [reference('70', '180'), critical(undefined, '300')],
  rules: [{ kind: 'escalation', step: 1, after: { value: 15, unit: 'min' }, recipient: OKAFOR }],
} as const;

/** What a conforming system says of the copy that the step makes. */
const COPY: Partial<InboxItem> = {
  ...CRITICAL,
  recipient: OKAFOR,
  routedAs: 'escalated',
  step: 1,
  copyOf: itemId('i'),
};

type Tell = (b: HistoryBuilder, change?: Partial<InboxItem>, name?: string) => void;
/** A critical item; what happens; a quarter of an hour after it what is seen. */
const unseen =
  (
    then: (b: HistoryBuilder, tell: Tell) => void,
    before: (b: HistoryBuilder, o: Order, r: Reading) => void = () => undefined,
  ) =>
  (b: HistoryBuilder): void => {
    const order = b.order(ORDER);
    b.grant();
    const reading = b.reading({ name: 'r', value: '310' });
    b.wait(40);
    const from = b.now;
    b.seen(makeItem(reading, order, 'i', CRITICAL));
    before(b, order, reading);
    b.wait(900_000 + from - b.now + 300);
    then(b, (at, change = {}, name = 'copy') => at.seen(makeItem(reading, order, name, { ...COPY, ...change })));
    b.wait(30_000);
  };
const seen = (b: HistoryBuilder): void => {
  b.wait(60_000);
  b.op({ op: 'item.act', item: itemId('i'), act: 'seen', person: RIVERA });
};
const DELAYED = 15_000;

situations(
  'ALR-08',
  {
    'not seen, and copied': [unseen((b, tell) => tell(b)), 'must met', 'must-not met'],
    'not seen, and nothing': [unseen(() => undefined), 'must broken', 'must-not met'],
    'not seen, and copied too late': [unseen((b, tell) => tell(b.wait(DELAYED))), 'must broken', 'must-not met'],
    'copied twice': [
      unseen((b, tell) => {
        tell(b);
        tell(b, {}, 'again');
      }),
      'must met',
      'must-not broken',
      'must-not met',
    ],
    'copied as something else': [
      unseen((b, tell) => tell(b, { copyOf: itemId('other') })),
      'must broken',
      'must-not met',
    ],
    'seen in time, and quiet': [unseen(() => undefined, seen), 'must-not met'],
    'seen in time, and copied all the same': [unseen((b, tell) => tell(b), seen), 'must-not broken'],
    'an item that was not critical has no steps': [
      (b) => {
        const order = b.order(ORDER);
        b.grant();
        const reading = b.reading({ name: 'r', value: '212' });
        b.wait(40).seen(makeItem(reading, order, 'i'));
        b.wait(960_000);
      },
    ],
  },
  WIDE,
);
