import type { InboxItem, Reading } from '../../../contract/domain/index.ts';
import { makeItem, readingId, reference } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const MINUTE_MS = 60_000;
const GONE: Partial<InboxItem> = { version: 2, status: 'withdrawn', withdrawal: 're-evaluated' };

/** Two high readings make an item; the first of them is then changed; what is seen of the item. */
const then =
  (change: (member: Reading) => Reading, ...seen: readonly Partial<InboxItem>[]): Write =>
  (b) => {
    const order = b.order({
      limits: [reference('70', '180')],
      rules: [{ kind: 'repeated', count: 2, window: { value: 1, unit: 'd' } }],
    });
    b.grant();
    const first = b.reading({ name: 'r1', value: '212' });
    b.wait(MINUTE_MS);
    const last = b.reading({ name: 'r2', value: '215' });
    b.wait(40);
    const item = makeItem(last, order, 'i', {
      rule: 'repeated',
      readings: ['r1', 'r2'].map(readingId),
      count: 2,
    });
    b.seen(item);
    b.wait(5000);
    b.op({ op: 'reading.submit', reading: change(first) }, { actor: 'gateway' });
    b.wait(40);
    for (const version of seen) b.seen({ ...item, ...version });
    b.wait(10 * MINUTE_MS);
  };
const erased = (member: Reading): Reading => ({ ...member, status: 'entered-in-error' });
const to =
  (value: string) =>
  (member: Reading): Reading => ({
    ...member,
    status: 'corrected',
    result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
  });

situations('LIM-17', {
  'a member is erased, and the item goes': [then(erased, GONE), 'must met'],
  'a member is erased, and the item stands': [then(erased), 'must broken'],
  'a member is erased, and the item goes without a reason': [
    then(erased, { version: 2, status: 'withdrawn' }),
    'must broken',
  ],
  'a member is corrected to a normal value, and the item goes': [then(to('112'), GONE), 'must met'],
  'a member is corrected to a normal value, and the item stands': [then(to('112')), 'must broken'],
  'a member is corrected to a low value, and the item stands': [then(to('60')), 'must broken'],
  'a member is corrected to another high value, and the item stands': [then(to('230')), 'must-not met'],
  'a member is corrected to another high value, and the item goes': [then(to('230'), GONE), 'must-not broken'],
});
