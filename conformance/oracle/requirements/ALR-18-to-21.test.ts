import { type InboxItem, keyOf } from '../../../contract/domain/index.ts';
import {
  critical,
  DECOY,
  type HistoryBuilder,
  itemId,
  makeItem,
  OKAFOR,
  type OrderInput,
  POOL,
  reference,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { CRITICAL, scene, situations, WIDE, type Write } from '../scene.test-helper.ts';
import { HOUR_MS, MINUTE_MS, type Show, told, act, nothing } from './told.test-helper.ts';

const ESCALATING: OrderInput = {
  limits: [reference('70', '180'), critical(undefined, '300')],
  rules: [
    { kind: 'escalation', step: 1, after: { value: 15, unit: 'min' }, recipient: OKAFOR },
    { kind: 'escalation', step: 2, after: { value: 15, unit: 'min' }, recipient: RIVERA },
  ],
};
const copy = (step: 1 | 2): Partial<InboxItem> => ({
  ...CRITICAL,
  recipient: step === 1 ? OKAFOR : RIVERA,
  routedAs: 'escalated',
  rule: 'escalation',
  step,
  copyOf: itemId('i0'),
});
/** A critical item; `first` happens, and copies of which steps are seen. */
const escalates = (
  first: (b: HistoryBuilder) => void,
  between: (b: HistoryBuilder) => void,
  ...steps: (1 | 2)[]
): Write =>
  told(
    (b, show) => {
      const from = b.now;
      first(b);
      b.wait(15 * MINUTE_MS + from - b.now + 300);
      if (steps.includes(1)) show(copy(1), 'copy-1');
      between(b);
      b.wait(30 * MINUTE_MS + from - b.now + 600);
      if (steps.includes(2)) show(copy(2), 'copy-2');
      b.wait(30_000);
    },
    ESCALATING,
    '310',
  );
const revoke = (b: HistoryBuilder): void => void b.changeOrder({ ...ESCALATING, status: 'revoked' });

const seenOnCopy = (b: HistoryBuilder): void =>
  void b.op({ op: 'item.act', item: itemId('copy-1'), act: 'seen', person: OKAFOR });

situations(
  'ALR-18',
  {
    'ended, and the steps go on': [escalates(revoke, nothing, 1, 2), 'must met', 'must-not met'],
    'ended, and they stop': [escalates(revoke, nothing), 'must broken', 'must-not met'],
    'ended, and seen': [escalates((b) => (act(b, 'seen'), revoke(b)), nothing), 'must-not met'],
    'ended, seen, and a copy all the same': [
      escalates((b) => (act(b, 'seen'), revoke(b)), nothing, 1),
      'must-not broken',
    ],
    'an order that goes on': [escalates(nothing, nothing, 1, 2)],
  },
  WIDE,
);

situations(
  'ALR-19',
  {
    'nobody has seen the copy, and the next comes': [escalates(nothing, nothing, 1, 2), 'must met'],
    'nobody has, and none comes': [escalates(nothing, nothing, 1), 'must broken'],
    'seen on the copy, and none comes': [escalates(nothing, seenOnCopy, 1), 'must-not met'],
    'seen on the copy, and the next comes': [escalates(nothing, seenOnCopy, 1, 2), 'must-not broken'],
    'seen on the item itself': [escalates((b) => act(b, 'seen'), nothing)],
  },
  WIDE,
);

/** What a pool has of a reading, and what a member comes to. */
const pooled =
  (then: (b: HistoryBuilder, show: Show) => void, first: Partial<InboxItem> = {}): Write =>
  (b) => {
    const { order, reading } = scene(b, '212', { order: { responsible: POOL }, items: [first] });
    then(b, (change, name = 'i0') => b.seen(makeItem(reading, order, name, change)));
  };

/** A member sees the item, and then it is shown to another one. */
const shownTo =
  (status: 'new' | 'seen', afterMs: number): Parameters<typeof pooled>[0] =>
  (b, show) => {
    act(b, 'seen');
    show({ version: 2, status: 'seen' });
    const item = keyOf(itemId('i0'));
    b.wait(afterMs).look({ person: RIVERA, items: [item], pooled: [{ item, status }] });
  };

situations('ALR-20', {
  'one item, and a member acts': [pooled((b) => act(b, 'seen')), 'must met', 'must-not met'],
  'one item, and a member is refused': [
    pooled((b) => act(b, 'seen', RIVERA, 'refused')),
    'must broken',
    'must-not met',
  ],
  'one item, and nobody acts': [pooled(nothing), 'must-not met'],
  'two items': [pooled((_b, show) => show({}, 'again')), 'must-not broken'],
  'an item of a member instead': [pooled(nothing, { recipient: RIVERA }), 'must-not broken'],
  'one item, and seen to each member': [pooled(shownTo('seen', 5000)), 'must met', 'must-not met'],
  'one item, and new to another member': [pooled(shownTo('new', 5000)), 'must met', 'must broken', 'must-not met'],
  'one item, and new to another member a moment after it': [pooled(shownTo('new', 10)), 'must met', 'must-not met'],
  "a clinician's item": [told((b) => act(b, 'seen'))],
});

const [CARL, DORA] = ['carl', 'dora'].map((value) => ({ ...RIVERA, value })) as [typeof RIVERA, typeof RIVERA];
/** Rivera is away, and so is who covers, to a depth; where the item lies. */
const deep =
  (coverers: readonly (typeof RIVERA)[], to: typeof RIVERA): Write =>
  (b) => {
    const order = b.order();
    b.grant();
    const period = { start: b.wall(-HOUR_MS), end: b.wall(HOUR_MS) };
    for (const [i, coveredBy] of coverers.entries())
      b.op({
        op: 'coverage.set',
        coverage: { person: [RIVERA, ...coverers][i] ?? RIVERA, absences: [{ period, coveredBy }] },
      });
    b.wait(5000);
    const reading = b.reading({ name: 'r', value: '212' });
    b.wait(40);
    b.seen(makeItem(reading, order, 'i0', { recipient: to, routedAs: to === RIVERA ? 'responsible' : 'covering' }));
  };

situations('ALR-21', {
  'three deep, and there': [deep([OKAFOR, CARL, DORA], DORA), 'must met'],
  'three deep, and with the first': [deep([OKAFOR, CARL, DORA], OKAFOR), 'must broken'],
  'four deep, and with the person named': [deep([OKAFOR, CARL, DORA, DECOY], RIVERA), 'must-not met'],
  'four deep, and followed': [deep([OKAFOR, CARL, DORA, DECOY], DECOY), 'must-not broken'],
  'one deep': [deep([OKAFOR], OKAFOR)],
});
