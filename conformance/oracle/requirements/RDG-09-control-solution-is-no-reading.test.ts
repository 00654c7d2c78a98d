import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { InboxItem } from '../../../contract/domain/index.ts';
import type { RunLine } from '../../history/lines.ts';
import { HistoryBuilder, makeItem, makeReading } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const RUN = new HistoryBuilder().lines[0] as RunLine;
const APART: Partial<RunLine> = { policies: { ...RUN.policies, control: 'store-apart' } };

/** A control result that a system keeps apart, what is seen of it, and whether a query finds it. */
const apart =
  (items: readonly Partial<InboxItem>[], isFound: boolean): Write =>
  (b) => {
    const order = b.order();
    b.grant();
    const reading = { ...makeReading({ name: 'r', value: '250', at: b.wall() }), code: CONTROL_SOLUTION };
    b.op({ op: 'reading.submit', reading });
    b.wait(40);
    for (const item of items) b.seen(makeItem(reading, order, 'i', item));
    b.wait(2000).read(isFound ? [{ reading } as never] : []);
  };

situations(
  'RDG-09',
  {
    'kept apart it may be found or not': [apart([], true), 'must met'],
    'and no item is about it': [apart([], false), 'must met', 'must-not met'],
    'an item about it breaks it': [apart([{}], true), 'must met', 'must-not broken'],
  },
  APART,
);
