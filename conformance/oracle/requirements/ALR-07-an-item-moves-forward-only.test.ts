import { type Identifier, type InboxItem, keyOf } from '../../../contract/domain/index.ts';
import {
  DECOY,
  type HistoryBuilder,
  itemId,
  makeItem,
  type OpOptions,
  POOL,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

type Status = InboxItem['status'];
const act = (b: HistoryBuilder, what: 'seen' | 'done', person: Identifier = RIVERA, options: OpOptions = {}): void => {
  b.op({ op: 'item.act', item: itemId('i0'), act: what, person }, options);
  b.wait(20);
};
const statusAfter = (story: InboxItem['history']): Status =>
  story.some(({ status }) => status === 'done') ? 'done' : 'seen';

/** The item is shown with a story of its own, which begins with its raising unless it does not. */
const told = (b: HistoryBuilder, story: InboxItem['history'], begins = true): void => {
  const item = b.lines.flatMap((line) => (line.kind === 'seen' ? [line.item] : [])).at(-1);
  if (item === undefined) throw new Error('no item was seen');
  const history = begins ? [...item.history, ...story] : story;
  b.seen({ ...item, version: item.version + 1, status: statusAfter(story), history });
};

/** An item that was told of; what is done to it and shown of it afterwards. */
const life =
  (then: (b: HistoryBuilder, show: (version: number, ...statuses: Status[]) => void) => void, responsible = RIVERA) =>
  (b: HistoryBuilder) => {
    const { order, reading } = scene(b, '212', { order: { responsible }, items: [{}] });
    then(b, (version, ...statuses) => {
      const status = statuses.at(-1) ?? 'new';
      const history = statuses.map((s) => ({ status: s, at: b.wall(), actor: s === 'new' ? 'system' : 'rivera' }));
      const reason = status === 'withdrawn' ? { withdrawal: 'order-in-error' } : {};
      b.seen(makeItem(reading, order, 'i0', { version, status, history, ...reason }));
    });
  };

situations('ALR-07', {
  'new, and left alone': [life(() => undefined), 'must-not met'],
  'seen by its owner, and shown': [
    life((b, show) => {
      act(b, 'seen');
      show(2, 'new', 'seen');
    }),
    'must met',
    'must-not met',
  ],
  'seen by its owner, and not shown': [life((b) => act(b, 'seen')), 'must broken', 'must-not met'],
  'seen, but refused': [life((b) => act(b, 'seen', RIVERA, { outcome: 'refused' })), 'must broken', 'must-not met'],
  'seen, no answer, and not shown': [
    life((b) => act(b, 'seen', RIVERA, { outcome: 'unknown' })),
    'must undecided',
    'must-not met',
  ],
  'done by its owner': [
    life((b, show) => {
      act(b, 'done');
      show(2, 'new', 'seen', 'done');
    }),
    'must met',
    'must-not met',
  ],
  'done, and new again': [
    life((b, show) => {
      act(b, 'done');
      show(2, 'new', 'done');
      show(3, 'new');
    }),
    'must broken',
    'must-not broken',
  ],
  'seen by nobody': [life((_b, show) => show(2, 'new', 'seen')), 'must-not broken'],
  'done by nobody': [life((_b, show) => show(2, 'new', 'done')), 'must-not broken'],
  'seen after done, and taken': [
    life((b, show) => {
      act(b, 'done');
      show(2, 'new', 'done');
      act(b, 'seen');
      show(3, 'new', 'done', 'seen');
      b.wait(100).look({ patient: 'p1', items: ['https://vitalproof.example/fhir/sid/item|i0'] });
    }),
    'must broken',
    'must-not broken',
  ],
  'seen after done, answered with success and without effect': [
    life((b, show) => {
      act(b, 'done');
      show(2, 'new', 'done');
      act(b, 'seen');
      b.wait(100).look({ patient: 'p1', items: ['https://vitalproof.example/fhir/sid/item|i0'] });
    }),
    'must met',
    'must-not met',
    'must-not met, with a reservation',
  ],
  'seen after done, unanswered': [
    life((b, show) => {
      act(b, 'done');
      show(2, 'new', 'done');
      act(b, 'seen', RIVERA, { outcome: 'unknown' });
    }),
    'must met',
    'must-not met',
    'must-not undecided',
  ],
  'seen after a done that may never have come is free': [
    life((b) => {
      act(b, 'done', RIVERA, { outcome: 'unknown' });
      act(b, 'seen', RIVERA, { outcome: 'refused' });
    }),
    'must undecided',
    'must-not met',
  ],
  'seen after done, refused': [
    life((b, show) => {
      act(b, 'done');
      show(2, 'new', 'done');
      act(b, 'seen', RIVERA, { outcome: 'refused' });
    }),
    'must met',
    'must-not met',
  ],
  'a member of its pool': [
    life((b, show) => {
      act(b, 'seen', RIVERA);
      show(2, 'new', 'seen');
    }, POOL),
    'must met',
    'must-not met',
  ],
  'a stranger, refused': [
    life((b) => act(b, 'done', DECOY, { outcome: 'refused', answer: { code: '403', refusal: 'not-recipient' } })),
    'must-not met',
  ],
  'a stranger, refused for another reason': [
    life((b) => act(b, 'done', DECOY, { outcome: 'refused', answer: { code: '403', refusal: 'scope' } })),
    'must-not met',
    'must-not met, with a reservation',
  ],
  'a stranger, let through': [life((b) => act(b, 'done', DECOY)), 'must-not broken', 'must-not met'],
  'a stranger, unanswered': [
    life((b) => act(b, 'done', DECOY, { outcome: 'unknown' })),
    'must-not met',
    'must-not undecided',
  ],
  'withdrawn without a reason': [life((_b, show) => show(2, 'new', 'withdrawn')), 'must-not broken'],
  'withdrawn with its order': [
    life((b, show) => {
      b.changeOrder({ status: 'entered-in-error' });
      show(2, 'new', 'withdrawn');
    }),
    'must met',
    'must-not met',
  ],
  'left standing when its order was entered in error': [
    life((b) => b.changeOrder({ status: 'entered-in-error' })),
    'must broken',
    'must-not met',
  ],
  'an act on what was withdrawn is free': [
    life((b, show) => {
      b.changeOrder({ status: 'entered-in-error' });
      show(2, 'new', 'withdrawn');
      act(b, 'seen', RIVERA, { outcome: 'refused', answer: { code: '422', refusal: 'illegal-transition' } });
    }),
    'must met',
    'must-not met',
  ],
  'an act before it was withdrawn is not': [
    life((b, show) => {
      act(b, 'seen', RIVERA, { outcome: 'refused' });
      b.wait(500).changeOrder({ status: 'entered-in-error' });
      show(2, 'new', 'withdrawn');
    }),
    'must broken',
    'must met',
    'must-not met',
  ],
  'withdrawn, and back': [
    life((b, show) => {
      b.changeOrder({ status: 'entered-in-error' });
      show(2, 'new', 'withdrawn');
      show(3, 'new');
    }),
    'must broken',
    'must-not broken',
  ],
  'seen, and told as another': [
    life((b) => {
      act(b, 'seen');
      told(b, [{ status: 'seen', at: b.wall(), actor: 'okafor' }]);
    }),
    'must met',
    'must-not broken',
  ],
  'seen, and told as the system': [
    life((b) => {
      act(b, 'seen');
      told(b, [{ status: 'seen', at: b.wall(), actor: 'system' }]);
    }),
    'must met',
    'must-not broken',
  ],
  'seen, and told by its key': [
    life((b) => {
      act(b, 'seen');
      told(b, [{ status: 'seen', at: b.wall(), actor: keyOf(RIVERA) }]);
    }),
    'must met',
    'must-not met',
  ],
  'seen, and told of the day before': [
    life((b) => {
      act(b, 'seen');
      told(b, [{ status: 'seen', at: b.wall(-86_400_000), actor: 'rivera' }]);
    }),
    'must met',
    'must-not broken',
  ],
  'seen, and told by a clock five minutes apart': [
    life((b) => {
      act(b, 'seen');
      told(b, [{ status: 'seen', at: b.wall(-299_000), actor: 'rivera' }]);
    }),
    'must met',
    'must-not met',
  ],
  'done, which is to have seen it as well': [
    life((b) => {
      act(b, 'done');
      const by = { at: b.wall(), actor: 'rivera' };
      told(b, [
        { status: 'seen', ...by },
        { status: 'done', ...by },
      ]);
    }),
    'must met',
    'must-not met',
  ],
  'told to have been new again after an update, and then finished': [
    life((b) => {
      act(b, 'done');
      const by = { at: b.wall(), actor: 'rivera' };
      told(b, [
        { status: 'seen', ...by },
        { status: 'updated', ...by },
        { status: 'new', ...by },
        { status: 'done', ...by },
      ]);
    }),
    'must met',
    'must-not broken',
  ],
  'updated before it was finished, and after': [
    life((b) => {
      act(b, 'done');
      const by = { at: b.wall(), actor: 'rivera' };
      told(b, [
        { status: 'updated', ...by },
        { status: 'done', ...by },
        { status: 'updated', ...by },
      ]);
    }),
    'must met',
    'must-not met',
  ],
  'seen, and told as finished': [
    life((b) => {
      act(b, 'seen');
      const by = { at: b.wall(), actor: 'rivera' };
      told(b, [
        { status: 'seen', ...by },
        { status: 'done', ...by },
      ]);
    }),
    'must met',
    'must-not broken',
  ],
  'a story without its beginning': [
    life((b) => {
      act(b, 'seen');
      told(b, [{ status: 'seen', at: b.wall(), actor: 'rivera' }], false);
    }),
    'must met',
    'must-not broken',
  ],
  'raised by nobody': [
    (b) => scene(b, '212', { items: [{ history: [{ status: 'new', at: b.wall(), actor: '' }] }] }),
    'must-not broken',
  ],
  'gone from a later look': [life((b) => b.wait(100).look({ patient: 'p1' })), 'must-not broken'],
  'still there in a later look': [
    life((b) => b.wait(100).look({ patient: 'p1', items: ['https://vitalproof.example/fhir/sid/item|i0'] })),
    'must-not met',
  ],
});

/** Withdrawn by a correction an hour after it was raised, and what its story says of that; minutes from the correction. */
const withdrawnBy =
  (...minutes: readonly number[]) =>
  (b: HistoryBuilder) => {
    const { order, reading } = scene(b, '212', { items: [{}] });
    const raised = b.wall();
    b.wait(3_600_000);
    const corrected: typeof reading = {
      ...reading,
      status: 'corrected',
      result: { kind: 'value', quantity: { value: '112', unit: 'mg/dL' } },
    };
    b.op({ op: 'reading.submit', reading: corrected }, { actor: 'gateway' });
    b.wait(40);
    const history: InboxItem['history'] = [
      { status: 'new', at: raised, actor: 'system' },
      ...minutes.map((m) => ({ status: 'withdrawn' as const, at: b.wall(m * 60_000), actor: 'system' })),
    ];
    const gone = { version: 2, status: 'withdrawn' as const, withdrawal: 'corrected-to-normal' };
    b.seen(makeItem(reading, order, 'i0', { ...gone, history }));
  };

situations('ALR-07', {
  'withdrawn, and its story says when': [withdrawnBy(0), 'must-not met'],
  'by a clock that is four minutes behind': [withdrawnBy(-4), 'must-not met'],
  'withdrawn, and its story does not say so': [withdrawnBy(), 'must-not broken'],
  'withdrawn, by its story before anything withdrew it': [withdrawnBy(-60), 'must-not broken'],
});
