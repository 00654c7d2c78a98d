import { describe, expect, test } from 'vitest';
import { HistoryBuilder, OKAFOR } from '../history-builder.test-helper.ts';
import { understoodExactly } from '../understood.test-helper.ts';
import { orderFacts } from './order-facts.ts';
import { unruled } from './unruled.test-helper.ts';

describe('what became of an order', () => {
  const facts = (write: (b: HistoryBuilder) => void): string[] => {
    const b = new HistoryBuilder();
    write(b);
    return orderFacts(understoodExactly(b.lines)).map((f) =>
      [f.accept ? 'accepted' : 'refused', ...(f.replay ? ['replay'] : []), ...f.reasons.map((r) => r.cause)].join(' '),
    );
  };
  test('accepted, sent again, refused', () => {
    expect(
      facts((b) => {
        b.order();
        b.order();
        b.changeOrder({ responsible: OKAFOR });
        b.order({ name: 'o3', limits: [] });
        b.changeOrder({ name: 'o2' });
      }),
    ).toEqual(['accepted', 'accepted replay', 'accepted', 'refused unknown-order', 'refused no-limits']);
  });
  test('either, where it is open which of two came first, and a replay only where it is one for certain', () => {
    expect(
      facts((b) => {
        b.order({}, { took: 20 });
        b.order({}, { ago: 10, took: 20 });
      }),
    ).toEqual(['accepted', 'accepted']);
    expect(
      facts((b) => {
        b.order({}, { took: 20, outcome: 'unknown' });
        b.order({ responsible: OKAFOR }, { ago: 10, took: 20, outcome: 'unknown' });
      }),
    ).toEqual(['accepted conflict', 'accepted conflict']);
  });
  test('what nobody answered, as if it had been answered rightly', () => {
    expect(
      facts((b) => {
        b.order({}, { outcome: 'unknown' });
        b.changeOrder({ name: 'o2' }, { outcome: 'unknown' });
      }),
    ).toEqual(['accepted', 'refused unknown-order']);
  });
  test('nothing, where of more courses than are kept none says anything', () => {
    const b = new HistoryBuilder();
    b.order();
    const found = orderFacts(unruled(understoodExactly(b.lines)));
    expect(found.map((f) => [f.accept, f.replay, f.reasons])).toEqual([[false, false, []]]);
  });
});
