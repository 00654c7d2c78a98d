import { expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import { ACCEPTED, begin, both } from './explored.test-helper.ts';

/** Before the order began. */
const EARLY = '2034-01-01T00:00:00Z';

test('two attempts that were accepted at one instant, both wrongly, are each judged as if the other had come later', () => {
  const { rulings } = both((b) => {
    begin(b);
    for (const name of ['r', 's', 't'])
      b.op(
        {
          op: 'reading.submit',
          reading: makeReading({ name, value: '250', at: EARLY }),
          bundle: { kind: 'batch', id: 'x' },
        },
        { ago: 0 },
      );
    b.op({ op: 'reading.submit', reading: makeReading({ name: 'r', value: '250', at: EARLY }) });
  });
  expect(rulings).toEqual([...ACCEPTED, ...[3, 4, 5, 6].map((line) => `${line}: refuse not-begun`)]);
});
