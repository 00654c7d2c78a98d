import { describe, expect, test } from 'vitest';
import { HistoryBuilder, makeItem, makeReading } from './history-builder.test-helper.ts';
import { findingsOf } from './judged.test-helper.ts';

/** What is broken by an item about a reading that was sent as `send` says. */
const brokenBy = (send: (b: HistoryBuilder) => void): string[] => {
  const b = new HistoryBuilder();
  const order = b.order();
  send(b);
  b.wait(40);
  b.seen(makeItem(makeReading({ name: 'r', value: '212', at: b.wall(-50) }), order, 'i1'));
  return findingsOf(b.drain())
    .filter((f) => ['ALR-02', 'PRM-01'].includes(f.requirement))
    .map((f) => `${f.requirement}: ${f.expected}`);
};

describe('an item about a reading of which nothing is filed', () => {
  test('is held against the gate that refused the reading, and not a second time as one that nothing calls for', () => {
    expect(brokenBy((b) => b.reading({ name: 'r', value: '212' }, { refusal: 'no-permission' }))).toEqual([
      'PRM-01: not retrievable and no item: gate 7: permission for glucose was never given',
    ]);
  });

  test('is one that nothing calls for where no gate refused it: it was erased before it ever came', () => {
    expect(
      brokenBy((b) => {
        b.grant();
        const reading = makeReading({ name: 'r', value: '212', at: b.wall() });
        b.op({ op: 'reading.submit', reading: { ...reading, status: 'entered-in-error' } }, { actor: 'gateway' });
      }),
    ).toEqual(['ALR-02: no such item: nothing was filed as its reading that calls for one']);
  });
});
