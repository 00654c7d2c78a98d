import { describe, expect, test } from 'vitest';
import { keyOf, type Order, type OrderStatus } from '../../../contract/domain/index.ts';
import { makeOrder, OKAFOR, type OrderInput, personId, reference } from '../history-builder.test-helper.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, Played, played } from './played.test-helper.ts';
import { peopleOf } from './order-step.ts';

const versions = (p: Played): number => p.course.state.orders.get(keyOf(makeOrder().identifier))?.versions.length ?? 0;
const early = 'too-early (effective-from-too-early)';

describe('a new order', () => {
  test('is taken, a replay, or a conflict', () => {
    const p = new Played();
    p.order();
    const said = [p.said];
    p.order();
    said.push(p.said);
    p.change({ limits: [reference('60', '180')] });
    said.push(p.said);
    p.order();
    said.push(p.said);
    p.order({ limits: [reference('50', '180')] });
    said.push(p.said);
    expect(said).toEqual([
      'accept',
      'accept replay',
      'accept',
      'accept replay',
      'refuse conflict (identifier-conflict)',
    ]);
    // A replay and a conflict make no version, whatever was answered.
    expect(versions(p)).toBe(2);
  });

  test('begins at most as far back as is declared', () => {
    const p = new Played();
    p.order({ start: '2034-12-02T00:00:00Z' }, { outcome: 'refused' });
    expect(p.said).toBe('accept');
    p.order({ start: '2034-12-01T23:59:59.999Z' }, { outcome: 'refused' });
    expect(p.said).toBe('refuse backdated (effective-from-too-early, bad-value)');
  });

  test('what must be refused stands before what may be', () => {
    const p = new Played();
    p.order({ limits: [], responsible: personId('x'), start: '2034-11-01T00:00:00Z' }, { outcome: 'refused' });
    expect(p.said).toBe(
      'refuse no-limits (limits-missing) unknown-recipient (recipient-unknown) backdated (effective-from-too-early, bad-value)',
    );
  });

  test('with a rule that the system does not say it has may be refused; unanswered, it is taken or not', () => {
    const rules: Order['rules'] = [{ kind: 'missing', period: { value: 6, unit: 'h' } }];
    const input: OrderInput = { rules, limits: [reference('70', '180')] };
    const p = new Played();
    const given = [
      ['refused', 0],
      ['unknown', 1],
      ['unknown', 0],
    ] as const;
    const came = given.map(([outcome, answer]) => {
      p.script = [answer];
      p.order(input, { outcome });
      return [p.said, versions(p), p.asked.length];
    });
    const ground = 'unsupported (rule-not-supported)';
    expect(came).toEqual([
      [`either ${ground}`, 0, 0],
      [`refuse ${ground}`, 0, 1],
      ['accept', 1, 1],
    ]);
    const answered = new Played();
    answered.order(input);
    expect([answered.said, versions(answered), answered.asked]).toEqual([`either ${ground}`, 1, []]);
  });

  test('with a rule that the system says it lacks must be refused, with one that it has it must not', () => {
    const rules: Order['rules'] = [{ kind: 'missing', period: { value: 6, unit: 'h' } }];
    const said = [new Set<'missing'>(), new Set(['missing'] as const)].map((claims) => {
      const p = new Played({ claims });
      p.order({ rules, limits: [reference('70', '180')] }, { outcome: 'refused' });
      return p.said;
    });
    expect(said).toEqual(['refuse unsupported (rule-not-supported)', 'accept']);
  });

  test('refused, it is not remembered; never answered, it is not where it had to be refused; taken, it is', () => {
    const p = new Played();
    for (const [outcome, count] of [
      ['refused', 0],
      ['unknown', 0],
      ['ok', 1],
    ] as const) {
      p.order({ limits: [] }, { outcome });
      expect([p.said, versions(p)]).toEqual(['refuse no-limits (limits-missing)', count]);
    }
    const q = new Played();
    q.order({}, { outcome: 'refused' });
    q.order({}, { outcome: 'unknown' });
    expect([q.said, versions(q)]).toEqual(['accept', 1]);
  });
});

describe('a change', () => {
  test('of an order that is not known', () => {
    const p = new Played();
    p.change({}, { outcome: 'refused' });
    expect(p.said).toBe('refuse unknown-order (order-unknown, not-found, immutable)');
  });

  const allowed: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
    draft: ['draft', 'active', 'entered-in-error'],
    active: ['active', 'on-hold', 'completed', 'revoked', 'entered-in-error'],
    'on-hold': ['on-hold', 'active', 'completed', 'revoked', 'entered-in-error'],
    completed: ['entered-in-error'],
    revoked: ['entered-in-error'],
    'entered-in-error': [],
  };
  const states = Object.keys(allowed) as OrderStatus[];

  test.each(states)('from %s on', (from) => {
    const said = states.map((to) => {
      const p = new Played();
      p.order({ status: from === 'draft' ? 'draft' : 'active' });
      if (from !== 'draft' && from !== 'active') p.change({ status: from });
      p.change({ status: to, limits: [reference('60', '180')] }, { outcome: 'refused' });
      return [to, p.said];
    });
    expect(said).toEqual(
      states.map((to) => [to, allowed[from].includes(to) ? 'accept' : 'refuse transition (illegal-transition)']),
    );
  });

  test('sent again is a replay of the version before, not of an earlier one', () => {
    const p = new Played();
    p.order();
    p.change({ status: 'on-hold' });
    p.change({ status: 'on-hold' });
    expect([p.said, versions(p)]).toEqual(['accept replay', 2]);
    p.change({});
    expect([p.said, versions(p)]).toEqual(['accept', 3]);
  });

  test('of the measure is refused', () => {
    const p = new Played();
    p.order();
    p.change({ measure: 'weight', limits: [reference('70', '180')] }, { outcome: 'refused' });
    expect(p.said).toContain('immutable (immutable)');
  });

  test('is refused for its content, but for one that only ends the order', () => {
    const p = new Played();
    p.order();
    const no = 'no-limits (limits-missing)';
    const said = (['active', 'on-hold', 'completed', 'revoked', 'entered-in-error'] as const).map((status) => {
      p.change({ status, limits: [] }, { outcome: 'refused' });
      return p.said;
    });
    expect(said).toEqual([`refuse ${no}`, ...Array.from({ length: 4 }, () => `either ${no}`)]);
    const draft = new Played();
    draft.order({ status: 'draft' });
    draft.change({ status: 'draft', limits: [] }, { outcome: 'refused' });
    expect(draft.said).toBe(`refuse ${no}`);
  });

  test('holds from 5 minutes before its submission at the earliest', () => {
    const p = new Played();
    p.order();
    p.wait(HOUR_MS);
    p.change({ status: 'on-hold', from: p.wall(-5 * MINUTE_MS - 1) }, { outcome: 'refused' });
    expect(p.said).toBe(`refuse ${early}`);
    p.change({ status: 'on-hold', from: p.wall(-5 * MINUTE_MS) }, { outcome: 'refused' });
    expect(p.said).toBe('accept');
  });

  test('whether a start that it moves may lie further back than a new one is open; one that stays is not asked about', () => {
    const p = new Played();
    p.order({ start: '2034-12-02T00:00:00Z' });
    p.wait(HOUR_MS);
    p.change({ start: '2034-12-01T23:00:00Z' }, { outcome: 'refused' });
    const said = [p.said];
    p.change({ start: '2034-12-02T00:00:00Z', limits: [reference('60', '180')] }, { outcome: 'refused' });
    said.push(p.said);
    p.change({ start: '2034-12-02T02:00:00Z' }, { outcome: 'refused' });
    said.push(p.said);
    expect(said).toEqual(['either backdated (effective-from-too-early, bad-value)', 'accept', 'accept']);
  });

  test('not after the one before is right either way; at the same instant the acceptance is meant', () => {
    const p = new Played();
    p.order();
    p.change({ status: 'on-hold', from: p.wall(HOUR_MS) });
    p.change({ from: p.wall(HOUR_MS - 1) }, { outcome: 'refused' });
    expect(p.said).toBe(`either ${early}`);
    p.change({ from: p.wall(HOUR_MS + 1) }, { outcome: 'refused' });
    expect(p.said).toBe('accept');
    p.change({ from: p.wall(HOUR_MS) });
    expect(p.said).toBe('accept');
    const last = p.course.state.orders.get(keyOf(makeOrder().identifier))?.versions.at(-1);
    expect([last?.byAcceptance, last?.from.low === p.clock.at(0).low]).toEqual([true, true]);
  });

  test.each(['completed', 'revoked', 'entered-in-error'] as const)(
    '%s reaches back behind the one before',
    (status) => {
      const p = new Played();
      p.order();
      p.wait(HOUR_MS);
      p.change({ limits: [reference('60', '200')] });
      p.wait(MINUTE_MS);
      p.change({ status: 'on-hold', from: p.wall(-2 * MINUTE_MS) }, { outcome: 'refused' });
      const hold = p.said;
      p.change({ status, from: p.wall(-2 * MINUTE_MS) }, { outcome: 'refused' });
      expect([hold, p.said]).toEqual([`either ${early}`, 'accept']);
      p.change({ status, from: p.wall(-5 * MINUTE_MS - 1) }, { outcome: 'refused' });
      expect(p.said).toBe(`refuse ${early}`);
    },
  );

  test('a version by acceptance began before; one of this very moment does not come before it', () => {
    const p = new Played();
    p.order();
    p.wait(HOUR_MS);
    p.change({ status: 'on-hold' });
    p.change({ from: p.wall() }, { outcome: 'refused' });
    expect(p.said).toBe('accept');
    p.wait(MINUTE_MS);
    p.change({ from: p.wall(-MINUTE_MS - 1) }, { outcome: 'refused' });
    expect(p.said).toBe(`either ${early}`);
    p.change({ from: p.wall(-MINUTE_MS + 1) }, { outcome: 'refused' });
    expect(p.said).toBe('accept');
  });

  test('within the interval of an acceptance nothing is the same instant for certain', () => {
    const p = new Played();
    p.order();
    p.wait(HOUR_MS);
    const begun = p.wall();
    p.change({ status: 'on-hold' }, { within: 1000 });
    p.change({ from: begun }, { outcome: 'refused' });
    expect([p.said, p.asked]).toEqual([`either ${early}`, []]);
    p.change({ from: p.wall() }, { outcome: 'refused' });
    expect([p.said, p.asked]).toEqual(['accept', []]);
  });

  test('a later start puts off what has begun', () => {
    const p = played();
    p.change({ start: p.wall(HOUR_MS) });
    p.reading({ name: 'r', value: '120' }, { outcome: 'refused' });
    expect(p.said).toBe('refuse not-begun (no-active-order)');
  });

  test('a first version holds from its start, or from the instant that it names', () => {
    const p = new Played();
    const of = (order: Order) =>
      p.course.state.orders.get(keyOf(order.identifier))?.versions.map((v) => [v.from.low, v.byAcceptance]);
    const start = BigInt(Date.parse('2034-12-31T20:00:00Z')) * 1_000_000n;
    expect(of(p.order())).toEqual([[start, false]]);
    expect(of(p.order({ name: 'o2', from: '2034-12-31T21:00:00Z' }))).toEqual([[start + 3_600_000_000_000n, false]]);
  });
});

describe('versions in force', () => {
  /** What a reading of 200 mg/dL at hours of the day is: an item, or why it is not let in. */
  const at = (p: Played, ...hours: readonly number[]): string[] =>
    hours.map((hour, i) => {
      p.reading({
        name: `r${i}-${hour}`,
        value: '200',
        at: new Date(Date.UTC(2035, 0, 1) + hour * HOUR_MS).toISOString(),
      });
      return p.said === 'accept'
        ? p.items.at(-1)?.includes(`r${i}-${hour} `) === true
          ? 'item'
          : 'none'
        : (p.said.split(' ')[1] ?? '');
    });
  const wide = { limits: [reference('70', '250')] };
  const start = (): Played => played();
  const later = (p: Played, hours: number): Played => p.wait(hours * HOUR_MS - 1000);
  const from = (hour: number): string => new Date(Date.UTC(2035, 0, 1) + hour * HOUR_MS).toISOString();
  const EPS = 1 / 3_600_000;

  test('from its instant on', () => {
    const p = start();
    p.change({ ...wide, from: from(2) });
    later(p, 5);
    expect(at(p, 1, 2 - EPS, 2, 3)).toEqual(['item', 'item', 'none', 'none']);
  });

  test('the greatest instant holds, of equal ones the one accepted later', () => {
    const p = start();
    p.change({ ...wide, from: from(2) });
    p.change({ from: from(4) });
    later(p, 6);
    expect(at(p, 1, 3, 5)).toEqual(['item', 'none', 'item']);
    const q = new Played();
    q.order({ start: q.wall() });
    q.permission('granted');
    q.change({ ...wide, start: q.wall() });
    expect(at(q, 0)).toEqual(['none']);
  });

  test('an end that is accepted later ends scheduled versions too', () => {
    for (const status of ['completed', 'revoked'] as const) {
      const p = start();
      p.change({ ...wide, from: from(4) });
      p.change({ ...wide, status, from: from(2) });
      later(p, 6);
      expect(at(p, 1, 2 - EPS, 2, 5)).toEqual(['item', 'item', 'ended', 'ended']);
    }
  });

  test('an error is one for every time', () => {
    const p = start();
    p.change({ status: 'entered-in-error', from: from(4) });
    later(p, 6);
    expect(at(p, 1, 5)).toEqual(['in-error', 'in-error']);
  });

  test('whether an overtaken version holds all the same is asked once, and answered alike for good', () => {
    for (const [answer, said] of [
      [0, ['item', 'none', 'on-hold', 'none']],
      [1, ['item', 'none', 'none', 'none']],
    ] as const) {
      const p = start();
      p.change({ ...wide, status: 'on-hold', from: from(4) });
      p.change({ ...wide, from: from(2) });
      later(p, 6);
      p.script = [answer];
      const asked: number[] = [];
      const found = [1, 3, 5, 3].map((hour, i) => {
        const [one = ''] = at(p, hour + i * EPS);
        asked.push(p.asked.length);
        if (p.asked.length > 0) p.script = [];
        return one;
      });
      expect([found, asked[0], asked[2]]).toEqual([said, 0, found[2] === 'on-hold' ? 2 : 1]);
      p.script = [];
      expect(at(p, 5 + 5 * EPS)).toEqual([said[2]]);
    }
  });

  test('what was taken after the instant had come overtakes nothing', () => {
    const p = start();
    p.change({ ...wide, from: from(2) });
    later(p, 3);
    p.change({ from: from(3) });
    later(p, 3);
    expect(at(p, 1, 2.5, 3, 4)).toEqual(['item', 'none', 'item', 'item']);
    expect(p.asked).toEqual([]);
  });

  test('one accepted within an interval holds from somewhere in it: asked once, and kept', () => {
    const p = start();
    later(p, 1);
    p.change({ ...wide }, { within: 1000 });
    p.wait(HOUR_MS);
    const inside = 1 + 500 * EPS;
    p.script = [1];
    expect([at(p, inside), p.asked.length]).toEqual([['item'], 1]);
    p.script = [];
    // Not yet at half a second, so not before it either; later it is asked again.
    expect([at(p, inside - EPS), p.asked.length]).toEqual([['item'], 0]);
    expect([at(p, inside + EPS), p.asked.length]).toEqual([['none'], 1]);
    expect([at(p, inside + 2 * EPS), p.asked.length]).toEqual([['none'], 0]);
    expect([at(p, 1 + 1001 * EPS), p.asked.length]).toEqual([['none'], 0]);
    expect([at(p, 1 - EPS), p.asked.length]).toEqual([['item'], 0]);
    // A reading is evaluated by the version as the course has it by then.
    const by = [...p.course.state.filings.values()].map((f) => f.contents[0]?.evaluators[0]?.version.from);
    const taken = p.course.state.orders.get(keyOf(makeOrder().identifier))?.versions[1]?.from;
    expect([by[2], by[3], by[4]]).toEqual([taken, taken, taken]);
  });
});

test('a reading is evaluated by what became known of a version as it was looked for', () => {
  const p = played();
  p.order({ name: 'o2' });
  p.wait(HOUR_MS);
  p.change({ name: 'o2', limits: [reference('70', '250')] }, { within: 1000 });
  p.wait(HOUR_MS);
  p.reading({ name: 'r', value: '200', at: p.wall(-HOUR_MS - 500) });
  const taken = p.course.state.orders.get(keyOf(makeOrder({ name: 'o2' }).identifier))?.versions[1];
  const [, by] = [...p.course.state.filings.values()][0]?.contents[0]?.evaluators ?? [];
  expect([p.asked.length, by?.version === taken, p.items]).toEqual([1, true, ['o1 limits r abnormal H#1 late']]);
});

test('everybody to whom an order may send items', () => {
  const order = makeOrder({
    responsible: personId('a'),
    rules: [
      { kind: 'escalation', step: 1, after: { value: 1, unit: 'h' }, recipient: personId('b') },
      { kind: 'escalation', step: 2, after: { value: 1, unit: 'h' } },
      { kind: 'summary', period: { value: 1, unit: 'd' }, recipient: personId('c') },
      { kind: 'digest', window: { value: 1, unit: 'h' } },
    ] as Order['rules'],
  });
  expect(peopleOf(order).map((key) => key.split('|')[1])).toEqual(['a', 'b', 'c']);
  const p = new Played();
  p.order(
    {
      rules: [{ kind: 'summary', period: { value: 1, unit: 'd' }, recipient: personId('c') }] as Order['rules'],
      limits: [reference('70')],
      responsible: OKAFOR,
      end: new Date(Date.UTC(2035, 0, 1) + 9 * DAY_MS).toISOString(),
    },
    { outcome: 'refused' },
  );
  expect(p.said).toContain('unknown-recipient (recipient-unknown)');
});
