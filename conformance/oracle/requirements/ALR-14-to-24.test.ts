import { describe } from 'vitest';
import type { InboxItem, Order, Reading } from '../../../contract/domain/index.ts';
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
import { GAIN, GAINED } from './weights.test-helper.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A reading that came so long after it was measured, and what its item says. */
const came =
  (minutes: number, ...items: Partial<InboxItem>[]): Write =>
  (b) =>
    void scene(b, '212', { reading: { at: b.wall(-minutes * MINUTE_MS) }, items });

situations('ALR-14', {
  'late, and said so': [came(61, { late: true, submitted: '2035-01-01T00:00:00Z' }), 'must met'],
  'late, and not said': [came(61, { late: false, submitted: '2035-01-01T00:00:00Z' }), 'must broken'],
  'late, with another time of measurement': [
    came(61, { late: true, effective: '2035-01-01T00:00:00Z', submitted: '2035-01-01T00:00:00Z' }),
    'must broken',
  ],
  'late, with the time of measurement for that of arrival': [
    came(61, { late: true, submitted: '2034-12-31T22:59:00Z' }),
    'must broken',
  ],
  'in time, and said to have come at another time': [
    came(59, { submitted: '2034-12-31T23:01:00Z' }),
    'must-not broken',
  ],
  'in time, by a clock five minutes apart': [came(59, { submitted: '2034-12-31T23:55:01Z' }), 'must-not met'],
  'in time, and not called late': [came(59, { submitted: '2035-01-01T00:00:00Z' }), 'must-not met'],
  'in time, and called late': [came(59, { late: true, submitted: '2035-01-01T00:00:00Z' }), 'must-not broken'],
  'about an hour, which nobody can tell': [came(60, { late: true, submitted: '2035-01-01T00:00:00Z' })],
  'no item': [came(61)],
});

/** 82.5 kg is filed, and two hours later 80.0 kg of the day before, which makes it a gain; what its item says of its arrival. */
const raisedByAnother =
  (submitted: string): Write =>
  (b) => {
    const order = b.order({ measure: 'weight', rules: [GAIN], start: b.wall(-48 * HOUR_MS) });
    b.grant('weight');
    const gain = b.reading({ name: 'gain', value: '82.5', unit: 'kg' });
    b.wait(40).advance(b.wall(2 * HOUR_MS));
    b.wait(40);
    b.reading({ name: 'w0', value: '80.0', unit: 'kg', at: b.wall(-24 * HOUR_MS) });
    b.wait(40);
    b.seen(makeItem(gain, order, 'i', { ...GAINED, late: true, submitted }));
  };

describe('of a reading that another one raised an item of', () => {
  situations('ALR-14', {
    'the time at which it came itself': [raisedByAnother('2035-01-01T00:00:00Z'), 'must met'],
    'the time at which the other came': [raisedByAnother('2035-01-01T02:00:00Z'), 'must met'],
    'a time at which neither did': [raisedByAnother('2035-01-01T01:00:00Z'), 'must broken'],
  });
});

type Show = (change: Partial<InboxItem>, name?: string) => void;
const told =
  (
    then: (b: HistoryBuilder, show: Show, reading: Reading, order: Order) => void,
    input: OrderInput = {},
    value = '212',
  ): Write =>
  (b) => {
    const { order, reading } = scene(b, value, { order: input, items: [value === '212' ? {} : CRITICAL] });
    then(b, (change, name = 'i0') => b.seen(makeItem(reading, order, name, change)), reading, order);
  };
const act = (b: HistoryBuilder, what: 'seen' | 'done', person = RIVERA, outcome: 'ok' | 'refused' = 'ok'): void =>
  void b.op({ op: 'item.act', item: itemId('i0'), act: what, person }, { outcome });

situations('ALR-15', {
  'marked, and shown so': [
    told((b, show) => {
      act(b, 'seen');
      show({ version: 2, status: 'seen' });
    }),
    'must met',
  ],
  'marked, and left as it was': [told((b) => act(b, 'seen')), 'must broken'],
  'not marked, and left as it was': [told(() => undefined), 'must-not met'],
  'not marked, and seen all the same': [
    told((b, show) => {
      b.op(
        { op: 'inbox.look', surface: 'person', person: RIVERA },
        { output: { look: { pages: 1, items: [], complete: true } } },
      );
      show({ version: 2, status: 'seen' });
    }),
    'must-not broken',
  ],
  'marked by somebody who may not, and refused': [told((b) => act(b, 'seen', DECOY, 'refused')), 'must-not met'],
});

const correct = (b: HistoryBuilder, reading: Reading, value: string): Reading => {
  const next: Reading = {
    ...reading,
    status: 'corrected',
    result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
  };
  b.wait(2000);
  b.op({ op: 'reading.submit', reading: next }, { actor: 'gateway' });
  b.wait(40);
  return next;
};
const finished = (then: (b: HistoryBuilder, show: Show, reading: Reading, order: Order) => void): Write =>
  told((b, show, reading, order) => {
    act(b, 'done');
    show({ version: 2, status: 'done' });
    then(b, show, reading, order);
  });
const LOW: Partial<InboxItem> = { interpretation: ['L'], limit: { value: '70', unit: 'mg/dL' } };

situations('ALR-16', {
  'a finished item stays': [finished((b, _show, r) => void correct(b, r, '112')), 'must-not met'],
  'a finished item is withdrawn': [
    finished((b, show, r) => {
      correct(b, r, '112');
      show({ version: 3, status: 'withdrawn', withdrawal: 'corrected-to-normal' });
    }),
    'must-not broken',
  ],
  'what the corrected value calls for is raised': [
    finished((b, _show, r, o) => void b.seen(makeItem(correct(b, r, '60'), o, 'low', LOW))),
    'must met',
    'must-not met',
  ],
  'and is not': [finished((b, _show, r) => void correct(b, r, '60')), 'must broken', 'must-not met'],
  'nobody had finished anything': [told((b, _show, r) => void correct(b, r, '112'))],
});

const MISSING: OrderInput = {
  limits: [reference('70', '180')],
  rules: [{ kind: 'missing', period: { value: 1, unit: 'd' } }],
};
/** A gap opens, and the order is revoked; what becomes of both items. */
const ends = (gap: Partial<InboxItem> | undefined, found: Partial<InboxItem> | undefined): Write =>
  told((b, show, reading, order) => {
    b.wait(24 * HOUR_MS + 300);
    const {
      reading: _r,
      value: _v,
      effective: _e,
      limit: _l,
      limitFrom: _f,
      late: _late,
      submitted: _s,
      ...bare
    } = makeItem(reading, order, 'gap');
    const missing: InboxItem = {
      ...bare,
      kind: 'missing',
      rule: 'missing',
      interpretation: [],
      priority: 'routine',
      due: new Date(Date.parse(reading.effective) + 24 * HOUR_MS).toISOString(),
    };
    b.seen(missing);
    b.wait(HOUR_MS);
    b.changeOrder({ ...MISSING, status: 'revoked' });
    b.wait(40);
    if (gap !== undefined) b.seen({ ...missing, ...gap });
    if (found !== undefined) show(found);
    b.wait(30_000);
  }, MISSING);
const ENDED: Partial<InboxItem> = { version: 2, status: 'withdrawn', withdrawal: 'order-ended' };

situations(
  'ALR-17',
  {
    'the gap goes, what was found stays': [ends(ENDED, undefined), 'must met', 'must-not met'],
    'the gap stays': [ends(undefined, undefined), 'must broken', 'must-not met'],
    'what was found goes too': [ends(ENDED, ENDED), 'must met', 'must-not broken'],
    'an order that goes on': [told(() => undefined)],
  },
  WIDE,
);

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
const nothing = (): void => undefined;
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

const after = (value: string, ...items: Partial<InboxItem>[]): Write =>
  finished((b, _show, _r, order) => {
    b.wait(5000);
    const next = b.reading({ name: 'next', value });
    b.wait(40);
    for (const [i, item] of items.entries()) b.seen(makeItem(next, order, `n${i}`, item));
  });

situations('ALR-22', {
  'low after a finished high is told': [after('60', LOW), 'must met'],
  'low after a finished high is not': [after('60'), 'must broken'],
  'normal after it is quiet': [after('120'), 'must-not met'],
  'normal after it is told': [after('120', {}), 'must-not broken'],
  'the same again is no other': [after('213', {})],
  'nobody had finished anything': [told((b) => void b.reading({ name: 'next', value: '120' }))],
});

situations('ALR-23', {
  'gone, and why': [
    told((b, show, r) => {
      correct(b, r, '112');
      show({ version: 2, status: 'withdrawn', withdrawal: 'corrected-to-normal' });
    }),
    'must met',
  ],
  'gone, and not why': [told((_b, show) => show({ version: 2, status: 'withdrawn' })), 'must broken'],
  'gone, for a reason that was not the one': [
    told((b, show, r) => {
      correct(b, r, '112');
      show({ version: 2, status: 'withdrawn', withdrawal: 'order-ended' });
    }),
    'must broken',
  ],
  'gone for nothing, for some reason': [
    told((_b, show) => show({ version: 2, status: 'withdrawn', withdrawal: 'order-ended' })),
    'must met',
  ],
  'gone, for a reason that nobody knows': [
    told((_b, show) => show({ version: 2, status: 'withdrawn', withdrawal: 'moon' })),
    'must broken',
  ],
  'standing, and says nothing': [told(nothing), 'must-not met'],
  'standing, and gives a reason': [
    told((_b, show) => show({ version: 2, withdrawal: 'order-ended' })),
    'must-not broken',
  ],
});

/** A period of a day is over; where its summary lies. */
const summed =
  (named: boolean, ...to: (typeof RIVERA)[]): Write =>
  (b) => {
    const rule = {
      kind: 'summary' as const,
      period: { value: 1, unit: 'h' as const },
      ...(named ? { recipient: OKAFOR } : {}),
    };
    const order = b.order({ start: b.wall(), limits: [reference('70', '180')], rules: [rule] });
    b.grant();
    const reading = b.reading({ name: 'r', value: '120' });
    b.wait(HOUR_MS + MINUTE_MS + 500);
    const {
      reading: _r,
      value: _v,
      effective: _e,
      limit: _l,
      limitFrom: _f,
      late: _late,
      submitted: _s,
      ...bare
    } = makeItem(reading, order, 'x');
    for (const [i, recipient] of to.entries())
      b.seen({
        ...bare,
        identifier: itemId(`s${i}`),
        kind: 'summary',
        rule: 'summary',
        interpretation: [],
        recipient,
        count: 1,
        summary: {
          period: { start: order.period.start, end: new Date(Date.parse(order.period.start) + HOUR_MS).toISOString() },
        },
        priority: 'routine',
      });
    b.wait(30_000);
  };

situations(
  'ALR-24',
  {
    'named, and there': [summed(true, OKAFOR), 'must met', 'must-not met'],
    'named, and with the responsible': [summed(true, RIVERA), 'must broken', 'must-not broken'],
    'not named, and with the responsible': [summed(false, RIVERA), 'must met', 'must-not met'],
    'named, and with both': [summed(true, OKAFOR, RIVERA), 'must met', 'must-not broken'],
    'none at all': [summed(true)],
  },
  WIDE,
);
