import { expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import { both, REFUSED, UNKNOWN } from './explored.test-helper.ts';

/** Before the order began. */
const EARLY = '2034-01-01T00:00:00Z';

test('a message that was taken in vain is not taken again for the sake of what was seen of it', () => {
  const early = makeReading({ name: 'r', value: '250', at: EARLY });
  const { courses, rulings } = both((b) => {
    b.order();
    // Refused, though it had to be accepted: nothing is permitted, and no entry of the message was to be let in.
    b.grant('glucose', 'p1', { ...REFUSED, took: 20, ago: 5 });
    for (const reading of [early, early, makeReading({ name: 's', value: '120' })])
      b.op({ op: 'reading.submit', reading, bundle: { kind: 'message', id: 'm' } }, { ago: 0, took: 50 });
    b.wait(10).op({ op: 'reading.submit', reading: { ...early, status: 'corrected' } }, { ...UNKNOWN, took: 5 });
    b.read([{ reading: early, version: 1, interpretation: [], ranges: [], orders: [] }]);
    b.wait(100);
  });
  expect(rulings).toEqual([
    '1: accept',
    '2: accept',
    '3: refuse not-begun',
    '4: refuse not-begun or refuse sibling',
    '5: refuse never-permitted',
    '6: accept or refuse not-begun',
  ]);
  expect(courses).toEqual(['r 3', 'r 3+6', 'r 3+6, s 5', 'r 3, s 5']);
});
