import { describe, expect, test } from 'vitest';
import { HistoryBuilder, OKAFOR, personId, reference, type OrderInput } from '../history-builder.test-helper.ts';
import type { OrderFact } from '../facts.ts';
import { Recorder } from '../record/recorder.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import { RIVERA } from '../history-builder.test-helper.ts';
import { orderFact } from './order-expectation.ts';
import { ordersOf } from './version.ts';

const facts = (write: (b: HistoryBuilder) => void): OrderFact[] => {
  const builder = new HistoryBuilder();
  write(builder);
  const [run] = builder.lines;
  if (run?.kind !== 'run') throw new Error('no run');
  const recorder = new Recorder(run);
  for (const line of builder.lines) if (line.kind === 'op') recorder.op(line);
  return recorder.settle().patients.flatMap((record) =>
    ordersOf(record).flatMap((order) =>
      order.ops.map((op) =>
        orderFact(op, order, record.key, {
          people: { known: new Set([keyOf(RIVERA), keyOf(OKAFOR)]), registrations: new Map([['x|y', []]]) },
          clock: record.clock,
          policies: run.policies,
        }),
      ),
    ),
  );
};
const last = (write: (b: HistoryBuilder) => void): string => {
  const fact = facts(write).at(-1);
  if (fact === undefined) return 'nothing';
  const word = fact.accept ? (fact.reasons.length > 0 ? 'may' : fact.replay ? 'replay' : 'accept') : 'refuse';
  return [word, ...new Set(fact.reasons.map((r) => r.cause))].join(' ');
};

describe('a new order', () => {
  test.each<[string, OrderInput, string]>([
    ['sound', {}, 'accept'],
    ['a draft', { status: 'draft' }, 'accept'],
    ['without limits', { limits: [] }, 'refuse no-limits'],
    ['for nobody known', { responsible: personId('nobody') }, 'refuse unknown-recipient'],
    ['begun 29 days ago', { start: '2034-12-03T01:00:00Z' }, 'accept'],
    ['begun 31 days ago', { start: '2034-11-30T00:00:00Z' }, 'refuse too-early'],
    ['begun exactly 30 days ago', { start: '2034-12-02T00:00:00Z' }, 'may too-early'],
  ])('%s', (_name, input, expected) => {
    expect(last((b) => b.order(input))).toBe(expected);
  });

  test('the same again is a replay, whatever its content would be worth', () => {
    expect(last((b) => (b.order(), b.order()))).toBe('replay');
  });
  test('another content under the number is a conflict', () => {
    expect(last((b) => (b.order(), b.order({ limits: [reference('80', '200')] })))).toBe('refuse conflict');
  });
  test('after an unknown attempt of another content it may be one', () => {
    expect(last((b) => (b.order({ limits: [reference('80', '200')] }, { outcome: 'unknown' }), b.order()))).toBe(
      'may conflict',
    );
  });
  test('after a refusal it is judged anew', () => {
    expect(last((b) => (b.order({ limits: [] }, { outcome: 'refused' }), b.order()))).toBe('accept');
  });
});

const changed = (first: OrderInput, second: OrderInput): string =>
  last((b) => (b.order(first), b.wait(1000).changeOrder(second)));

describe('a change', () => {
  test.each<[string, OrderInput, OrderInput, string]>([
    ['of limits', {}, { limits: [reference('80', '200')] }, 'accept'],
    ['signing a draft', { status: 'draft' }, { status: 'active' }, 'accept'],
    ['a hold', {}, { status: 'on-hold' }, 'accept'],
    ['a draft put on hold', { status: 'draft' }, { status: 'on-hold' }, 'refuse transition'],
    ['back to draft', {}, { status: 'draft' }, 'refuse transition'],
    ['of a revoked order', { status: 'revoked' }, { status: 'active' }, 'refuse transition'],
    ['in error from anywhere', { status: 'revoked' }, { status: 'entered-in-error' }, 'accept'],
    ['of the measure', {}, { measure: 'weight', limits: [reference('70')] }, 'refuse immutable'],
    ['to contradictory limits', {}, { limits: [reference('200', '80')] }, 'refuse contradictory'],
    ['from ten minutes ago', {}, { from: '2034-12-31T23:50:00Z' }, 'refuse too-early'],
    ['from four minutes ago', {}, { from: '2034-12-31T23:56:10Z' }, 'accept'],
    ['from tomorrow', {}, { from: '2035-01-02T00:00:00Z' }, 'accept'],
    [
      'to before the version it replaces',
      { from: '2034-12-31T23:59:00Z' },
      { from: '2034-12-31T23:58:00Z' },
      'may too-early',
    ],
  ])('%s', (_name, first, second, expected) => {
    expect(changed(first, second)).toBe(expected);
  });

  test('of an order that nobody took', () => {
    expect(last((b) => b.changeOrder({}))).toBe('refuse unknown-order');
    expect(last((b) => (b.order({}, { outcome: 'refused' }), b.changeOrder({})))).toBe('refuse unknown-order');
  });
});
