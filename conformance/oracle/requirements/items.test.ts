import { describe, expect, test } from 'vitest';
import type { InboxItem, StatusEvent } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import {
  DECOY,
  HistoryBuilder,
  itemId,
  makeItem,
  OKAFOR,
  POOL,
  reference,
  RIVERA,
  STARTED,
} from '../history-builder.test-helper.ts';
import { countsOf, findingsOf, idsOf } from '../judged.test-helper.ts';
import { keyOf } from '../../../contract/domain/index.ts';

const start = (responsible = RIVERA) => {
  const b = new HistoryBuilder();
  const order = b.order({ responsible });
  b.grant();
  const reading = b.reading({ name: 'r', value: '212' });
  return { b, order, reading };
};

const seenAt = (after: number, by: number, item: Partial<InboxItem> = {}) => {
  const { b, order, reading } = start();
  b.wait(2000);
  b.seen(makeItem(reading, order, 'i', item), { after, by });
  return b.drain();
};

describe('ALR-01: in time, and for the responsible', () => {
  test.each([
    [20, 60, 'met', undefined],
    [500, 850, 'met', '80 %'],
    [900, 1100, 'undecided', undefined],
    [1100, 1150, 'broken', undefined],
  ] as const)('seen after %d by %d ms it is %s', (after, by, outcome, warning) => {
    const lines = seenAt(after, by);
    const [finding] = findingsOf(lines, outcome, 'ALR-01').filter((f) => f.polarity === 'must');
    expect(finding?.timing?.deadlineMs).toBe(1000);
    if (warning !== undefined) expect(finding?.warning).toContain(warning);
    expect(idsOf(lines, 'broken')).toEqual(outcome === 'broken' ? ['ALR-01'] : []);
  });
  test('an item nobody saw counts as infinitely late', () => {
    const { b } = start();
    const [finding] = findingsOf(b.drain(), 'broken', 'ALR-01');
    expect(finding?.timing).toMatchObject({ deadlineMs: 1000, highMs: null });
    expect(finding?.timing?.lowMs).toBeGreaterThan(1000);
  });
  test('an item for somebody else breaks it', () => {
    expect(idsOf(seenAt(20, 60, { recipient: OKAFOR }))).toEqual(['ALR-01', 'ALR-04']);
  });
  test('an item seen before its reading was sent breaks it', () => {
    expect(idsOf(seenAt(0, 5))).toEqual(['ALR-01']);
  });
  test('an earlier unknown attempt makes an early item possible', () => {
    const b = new HistoryBuilder();
    const order = b.order();
    b.grant();
    const reading = b.reading({ name: 'r', value: '212', at: STARTED }, { outcome: 'unknown' });
    b.wait(50).seen(makeItem(reading, order, 'i'));
    b.wait(50).reading({ name: 'r', value: '212', at: STARTED });
    expect(idsOf(b.drain())).toEqual([]);
  });
  test('of an attempt nobody answered either is right', () => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    b.reading({ name: 'r', value: '212' }, { outcome: 'unknown' });
    const lines = b.drain();
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'ALR-01')['may']).toBe(1);
  });
  test('without any look after the deadline it is undecided', () => {
    const { b } = start();
    expect(idsOf(b.lines, 'undecided')).toContain('ALR-01');
    expect(idsOf(b.lines)).toEqual([]);
  });
  test('the recipient is the one of the version at raising', () => {
    const b = new HistoryBuilder();
    const order = b.order();
    b.grant();
    b.changeOrder({ responsible: OKAFOR, from: '2034-12-31T23:58:00Z' });
    const reading = b.reading({ name: 'r', value: '212', at: '2034-12-31T23:30:00Z' });
    b.wait(40).seen(makeItem(reading, order, 'i', { recipient: OKAFOR, submitted: b.wall() }));
    expect(idsOf(b.drain())).toEqual([]);
  });
});

describe('ALR-02: nothing that nobody asked for', () => {
  test.each<[string, Partial<InboxItem>]>([
    ['about an order that does not exist', { order: { system: 'x', value: 'y' } }],
    ['about a reading nobody sent', { reading: { system: 'x', value: 'y' } }],
    ['of a rule the order does not have', { kind: 'missing', rule: 'missing' }],
    ['of a change the order does not watch', { kind: 'change', rule: 'change' }],
  ])('an item %s', (_name, more) => {
    const { b, order, reading } = start();
    b.wait(40).seen(makeItem(reading, order, 'i'));
    b.seen(makeItem(reading, order, 'stray', more));
    expect(idsOf(b.drain())).toEqual(['ALR-02']);
  });
  test('without quiet time and sentinel nothing is proven', () => {
    const b = new HistoryBuilder();
    b.order();
    b.grant();
    b.reading({ name: 'r', value: '120' });
    b.wait(5000).look();
    b.lines.push({ kind: 'end', seq: 99, at: 6e9, lag: 0, skipped: [] });
    expect(idsOf(b.lines, 'undecided')).toEqual(['ALR-02', 'LIM-01']);
  });
});

describe('ALR-03: what the item says', () => {
  test.each<[string, Partial<InboxItem>, string[]]>([
    ['another value', { value: { value: '213', unit: 'mg/dL' } }, ['ALR-03']],
    ['another time', { effective: '2034-12-31T21:00:00Z' }, ['ALR-03', 'ALR-14']],
    ['late though it is not', { late: true }, ['ALR-03', 'ALR-14']],
    ['another limit', { limit: { value: '160', unit: 'mg/dL' } }, ['ALR-03', 'LIM-04']],
    ['another version', { limitFrom: '2034-01-01T00:00:00Z' }, ['ALR-03', 'LIM-04']],
  ])('%s', (_name, more, ids) => {
    const { b, order, reading } = start();
    b.wait(40).seen(makeItem(reading, order, 'i', more));
    expect(idsOf(b.drain())).toEqual(ids);
  });
  test('leaving out since when the limit holds is a fault, and so is leaving out the value', () => {
    const { b, order, reading } = start();
    const { limitFrom: _from, ...rest } = makeItem(reading, order, 'i');
    b.wait(40).seen(rest);
    const lines = b.drain();
    expect(idsOf(lines)).toEqual(['ALR-03']);
    const { value: _value, ...without } = makeItem(reading, order, 'i');
    const second = start();
    second.b.wait(40).seen(without);
    expect(idsOf(second.b.drain())).toEqual(['ALR-03']);
  });
});

const shownTo = (person = DECOY, shown = true, responsible = RIVERA) => {
  const { b, order, reading } = start(responsible);
  b.wait(40).seen(makeItem(reading, order, 'i'));
  b.look({ person, items: shown ? [keyOf(itemId('i'))] : [] });
  return b.drain();
};

describe('ALR-04: nobody else', () => {
  test('a decoy who sees it breaks it', () => expect(idsOf(shownTo())).toEqual(['ALR-04']));
  test('a decoy who does not proves it', () => {
    const lines = shownTo(DECOY, false);
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'ALR-04')).toMatchObject({ must: 2, mustNot: 1 });
  });
  test('its recipient may see it', () => expect(idsOf(shownTo(RIVERA))).toEqual([]));
  test("a pool's member may see the pool's", () => expect(idsOf(shownTo(RIVERA, true, POOL))).toEqual([]));
  test('another clinician may not', () => expect(idsOf(shownTo(OKAFOR, true, POOL))).toEqual(['ALR-04']));
});

describe('ALR-06: no second item', () => {
  test('for one reading', () => {
    const { b, order, reading } = start();
    b.wait(40).seen(makeItem(reading, order, 'i'));
    b.seen(makeItem(reading, order, 'j'));
    expect(idsOf(b.drain())).toEqual(['ALR-06']);
  });
  test('for one sent twice', () => {
    const { b, order, reading } = start();
    b.wait(40).seen(makeItem(reading, order, 'i'));
    b.op({ op: 'reading.submit', reading });
    b.wait(40).seen(makeItem(reading, order, 'j'));
    expect(idsOf(b.drain())).toEqual(['ALR-06', 'RDG-02']);
  });
  test('one item for one sent twice is met', () => {
    const { b, order, reading } = start();
    b.wait(40).seen(makeItem(reading, order, 'i'));
    b.op({ op: 'reading.submit', reading });
    expect(countsOf(b.drain(), 'ALR-06')).toMatchObject({ mustNot: 1, broken: 0, undecided: 0 });
  });
  test('a second version of one item is no second item', () => {
    const { b, order, reading } = start();
    b.wait(40).seen(makeItem(reading, order, 'i'));
    b.seen(makeItem(reading, order, 'i', { version: 2 }));
    expect(idsOf(b.drain())).toEqual([]);
  });
});

const event = (status: StatusEvent['status'], actor = 'rivera'): StatusEvent => ({ status, at: STARTED, actor });

const actedOn = (
  acts: { act: 'seen' | 'done'; person?: typeof RIVERA; outcome?: OpLine['outcome']; refusal?: string }[],
  versions: Partial<InboxItem>[],
) => {
  const { b, order, reading } = start();
  b.wait(40).seen(makeItem(reading, order, 'i'));
  for (const { act, person = RIVERA, outcome = 'ok', refusal } of acts)
    b.op(
      { op: 'item.act', item: itemId('i'), act, person },
      { outcome, answer: { code: '200', explained: true, ...(refusal === undefined ? {} : { refusal }) } },
    );
  versions.forEach((v, n) => b.wait(10).seen(makeItem(reading, order, 'i', { version: n + 2, ...v })));
  return b.drain();
};

describe('ALR-07: forward only', () => {
  const SEEN = { status: 'seen' as const, history: [event('new', 'system'), event('seen')] };
  const DONE = { status: 'done' as const, history: [event('new', 'system'), event('seen'), event('done')] };

  test('seen and done by its recipient', () => {
    const lines = actedOn([{ act: 'seen' }, { act: 'done' }], [SEEN, DONE]);
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'ALR-07')).toMatchObject({ must: 2, mustNot: 2 });
  });
  test('done at once implies seen', () => {
    expect(idsOf(actedOn([{ act: 'done' }], [{ status: 'done', history: [event('new'), event('done')] }]))).toEqual([]);
  });
  /** What else is broken by the same: ALR-15 is about steps that nobody took or that are not shown, ALR-23 about the reason. */
  const BESIDES: Readonly<Record<string, string>> = {
    'an act that is not shown': 'ALR-15',
    'seen by itself': 'ALR-15',
    'withdrawn without a reason': 'ALR-23',
  };
  test.each<[string, Parameters<typeof actedOn>[0], Parameters<typeof actedOn>[1]]>([
    ['an act that is refused', [{ act: 'seen', outcome: 'refused', refusal: 'scope' }], []],
    ['an act that is not shown', [{ act: 'seen' }], []],
    ['an act without an event', [{ act: 'seen' }], [{ status: 'seen', history: [event('new')] }]],
    ['an event without an actor', [{ act: 'seen' }], [{ status: 'seen', history: [event('new'), event('seen', '')] }]],
    ['a step back', [{ act: 'seen' }, { act: 'done' }], [DONE, SEEN]],
    [
      'a history that goes back',
      [{ act: 'seen' }],
      [{ status: 'seen', history: [event('seen'), event('new'), event('seen')] }],
    ],
    ['seen by itself', [], [SEEN]],
    ['withdrawn without a reason', [], [{ status: 'withdrawn', history: [event('new'), event('withdrawn')] }]],
    ["another's act accepted", [{ act: 'seen', person: OKAFOR }], [SEEN]],
  ])('%s breaks it', (name, acts, versions) => {
    const besides = BESIDES[name];
    expect(idsOf(actedOn(acts, versions))).toEqual(['ALR-07', ...(besides === undefined ? [] : [besides])]);
  });
  test("another's act refused meets it", () => {
    const met = actedOn([{ act: 'seen', person: OKAFOR, outcome: 'refused', refusal: 'not-recipient' }], []);
    expect(idsOf(met)).toEqual([]);
    expect(countsOf(met, 'ALR-07')).toMatchObject({ mustNot: 3, warned: 0 });
    expect(countsOf(actedOn([{ act: 'seen', person: OKAFOR, outcome: 'refused' }], []), 'ALR-07')['warned']).toBe(1);
  });
  test('seen and then gone breaks it', () => {
    const { b, order, reading } = start();
    b.wait(40).seen(makeItem(reading, order, 'i'));
    b.look({ patient: 'p1', items: [] });
    expect(idsOf(b.drain())).toEqual(['ALR-07']);
  });
  test('an order in error may withdraw its item', () => {
    const { b, order, reading } = start();
    b.wait(40).seen(makeItem(reading, order, 'i'));
    b.changeOrder({ status: 'entered-in-error' });
    const history = (['new', 'withdrawn'] as const).map((status) => ({ status, at: b.wall(), actor: 'system' }));
    b.seen(makeItem(reading, order, 'i', { version: 2, status: 'withdrawn', withdrawal: 'order-in-error', history }));
    expect(idsOf(b.drain())).toEqual([]);
  });
});

test('ORD-06: an order sent twice is one, a second item under it shows that it is not', () => {
  const b = new HistoryBuilder();
  const order = b.order({ limits: [reference('70', '180')] });
  b.order({ limits: [reference('70', '180')] });
  b.grant();
  const reading = b.reading({ name: 'r', value: '212' });
  b.wait(40).seen(makeItem(reading, order, 'i'));
  const copy = [...b.lines];
  expect(countsOf(b.drain(), 'ORD-06')).toMatchObject({ must: 1, mustNot: 1, broken: 0 });
  const second = new HistoryBuilder();
  second.lines.length = 0;
  second.lines.push(...copy);
  second.wait(200).seen(makeItem(reading, order, 'j'));
  expect(idsOf(second.lines)).toContain('ORD-06');
});
