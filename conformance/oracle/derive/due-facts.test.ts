import { describe, expect, test } from 'vitest';
import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import {
  makeItem,
  makeOrder,
  makeReading,
  OKAFOR,
  orderId,
  readingId,
  RIVERA,
} from '../history-builder.test-helper.ts';
import type { DueDemand } from '../items/due-demand.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { dueFact, Originals } from './due-facts.ts';
import type { PatientCase, World } from './world.ts';
import { Outages } from '../sight/outages.ts';

const MS = 1_000_000;
const item = (name: string, by: number, recipient: Identifier = RIVERA): ObservedItem => {
  const latest = makeItem(makeReading({ name: 'r', value: '310' }), makeOrder(), name, {
    kind: 'missing',
    rule: 'missing',
    recipient,
  });
  const line = { surface: 'inbox', after: (by - 10) * MS, by: by * MS, item: latest };
  return { key: name, first: line, versions: [line], latest } as unknown as ObservedItem;
};
/** When the clock comes to an instant; in ms. */
const patient = (due: number | 'never'): PatientCase =>
  ({
    lane: 'l',
    record: {
      key: 'p',
      clock: {
        due: () => (due === 'never' ? 'never' : { from: due * MS, to: due * MS }),
        over: (low: number, high: number) => ({ low: BigInt(low), high: BigInt(high) }),
      },
    },
  }) as unknown as PatientCase;
const world = (proves = true, known: readonly string[] = []): World =>
  ({
    deadlines: { critical: 10, other: 60 },
    lagNs: 2 * MS,
    end: 0,
    outages: new Outages([], 60_000),
    absence: { provesMissing: () => proves, lastLook: () => 900 * MS },
    coverage: { knows: (person: string) => known.includes(person) },
  }) as unknown as World;
const demand = (change: Partial<DueDemand> = {}): DueDemand =>
  ({
    level: 'must',
    order: { key: keyOf(orderId()), ops: [{ lane: 'own', act: { order: makeOrder() } }] },
    subject: { family: 'missing' },
    due: { low: 0n, high: 0n },
    opens: { low: 0n, high: 0n },
    raised: { from: 0, to: 0 },
    recipients: new Set([keyOf(RIVERA)]),
    named: new Set(['a', 'b']),
    ...change,
  }) as unknown as DueDemand;
const fact = (of: DueDemand, items: readonly ObservedItem[], due: number | 'never' = 100, in_ = world()) =>
  dueFact(of, items, patient(due), in_, new Originals([]));

describe('an item that falls due', () => {
  test('is held to its deadline', () => {
    const step = demand({
      subject: { family: 'escalation', readings: new Set(), contents: [], evaluations: [] } as never,
    });
    expect([fact(demand(), []).deadlineMs, fact(step, []).deadlineMs]).toEqual([60, 10]);
  });
  test('is timed by the first that lies where it may', () => {
    const timed = (...items: ObservedItem[]) => fact(demand(), items).timing;
    expect(timed(item('b', 130), item('a', 120))).toEqual(timed(item('a', 120)));
    expect(timed(item('x', 110, OKAFOR), item('a', 120))).toEqual(timed(item('a', 120)));
    expect(timed(item('a', 120))).not.toEqual(timed(item('a', 130)));
    expect(timed(item('x', 110, OKAFOR))).toBeUndefined();
  });
  test('from when it fell due or became so, which the harness may have seen late', () => {
    const raised = { from: 105 * MS, to: 107 * MS };
    expect(fact(demand({ raised }), [item('a', 150)]).timing).toEqual({ deadlineMs: 60, lowMs: 31, highMs: 45 });
    expect(fact(demand({ raised }), []).timing).toEqual({ deadlineMs: 60, lowMs: 791, highMs: null });
  });
  test('from the instant that made it due', () => {
    const timed = (due: number | 'never', from: number) =>
      fact(demand({ raised: { from: from * MS, to: from * MS } }), [item('a', 150)], due).timing;
    expect(timed(100, 0)).toEqual(timed(50, 100));
    expect(timed(100, 0)).toEqual(timed('never', 100));
    expect(timed(100, 0)).not.toEqual(timed(100, 120));
  });
  test('is missing once that is proven, and none was seen', () => {
    expect([fact(demand(), []).absenceProven, fact(demand(), [], 100, world(false)).absenceProven]).toEqual([
      true,
      false,
    ]);
    expect(fact(demand(), [item('a', 120)]).absenceProven).toBe(false);
    expect(fact(demand(), []).timing).toBeDefined();
    expect(fact(demand(), [], 100, world(false)).timing).toBeUndefined();
  });
  test('is not timed where it only may be', () => {
    expect(fact(demand({ level: 'may' }), [item('a', 120)]).timing).toBeUndefined();
    expect(fact(demand({ level: 'may' }), []).timing).toBeUndefined();
  });
  test('is covered where any of those named has told of an absence', () => {
    expect([['a'], ['b'], ['c'], []].map((known) => fact(demand(), [], 100, world(true, known)).covered)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
  test('is of the lane of its order', () => {
    expect(fact(demand(), []).lane).toBe('own');
    expect(fact(demand({ order: { key: 'o', ops: [] } as never }), []).lane).toBe('l');
  });
});

describe('a copy can be one of', () => {
  const critical = (name: string, change = {}): ObservedItem =>
    ({
      key: name,
      latest: makeItem(makeReading({ name: 'r', value: '310' }), makeOrder(), name, { kind: 'critical', ...change }),
    }) as unknown as ObservedItem;
  const of = (...items: ObservedItem[]): string[] => [
    ...new Originals(items).for(
      demand({
        subject: { family: 'escalation', readings: new Set([keyOf(readingId('r')), keyOf(readingId('s'))]) } as never,
      }),
    ),
  ];
  test('the critical items of its order and reading', () => {
    expect(of(critical('a'), critical('b'), critical('c', { reading: readingId('s') }))).toEqual(['a', 'b', 'c']);
  });
  test.each<[string, object]>([
    ['of another order', { order: orderId('o2') }],
    ['about another reading', { reading: readingId('q') }],
    ['about none', { reading: undefined }],
    ['of another kind', { kind: 'abnormal' }],
    ['that is a copy itself', { step: 1 }],
    ['of another rule', { rule: 'change' }],
  ])('none %s', (_name, change) => {
    expect(of(critical('a', change))).toEqual([]);
  });
  test('nothing else is', () => {
    expect([...new Originals([critical('a')]).for(demand())]).toEqual([]);
  });
});
