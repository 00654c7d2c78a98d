import type { OpOptions } from '../history-builder.test-helper.ts';
import { makeItem } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

interface Twice {
  readonly device?: string | undefined;
  readonly answer?: OpOptions;
  /** Names of the readings that items are seen of, and that a query finds. */
  readonly told?: readonly string[];
  readonly found?: readonly string[];
}

/** The same value of the same instant as `a` and as `b`. */
const twice =
  ({ device = 'meter', answer = {}, told = ['a'], found = ['a'] }: Twice): Write =>
  (b) => {
    const order = b.order();
    b.grant();
    const input = { value: '212', at: b.wall(), ...(device === '' ? {} : { device }) };
    const first = b.reading({ name: 'a', ...input });
    b.wait(10);
    const second = b.reading({ name: 'b', ...input }, answer);
    b.wait(10);
    const byName = new Map([
      ['a', first],
      ['b', second],
    ]);
    for (const name of told) b.seen(makeItem(byName.get(name) ?? first, order, `i-${name}`));
    b.wait(1500);
    b.read(
      found.map((name) => ({
        reading: byName.get(name) ?? first,
        version: 1,
        interpretation: [],
        ranges: [],
        orders: [],
      })),
    );
  };

situations('RDG-18', {
  'one record, one item': [twice({}), 'must met', 'must-not met'],
  'two records': [twice({ found: ['a', 'b'] }), 'must met', 'must-not broken', 'must-not met'],
  'two items': [twice({ told: ['a', 'b'] }), 'must met', 'must-not broken', 'must-not met'],
  'the second refused': [twice({ answer: { outcome: 'refused' } })],
  'without a named device they are two': [twice({ device: '', told: ['a', 'b'], found: ['a', 'b'] })],
});
