import { expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import { both, read } from './explored.test-helper.ts';

/**
 * So many pairs of readings that overlap, each with its own quiet moment after it. Then a reading that was sent while
 * the permission was withdrawn; six changes later another is taken, twice, under its identifier.
 */
const afterPairs = (pairs: number): ReturnType<typeof both> =>
  both((b) => {
    b.via = 'hl7v2';
    b.order();
    b.grant();
    for (let i = 0; i < pairs; i += 1) {
      read(b, `a${i}`, { took: 20, ago: 0 }, '120');
      read(b, `b${i}`, { took: 20 }, '120');
      b.wait(10);
    }
    b.permission('withdrawn');
    b.grant('glucose', 'p1', { took: 20, ago: 0 });
    read(b, 'r', { took: 20 });
    for (let i = 0; i < 6; i += 1) b.permission('granted');
    for (let i = 0; i < 2; i += 1) b.op({ op: 'reading.submit', reading: makeReading({ name: 'r', value: '120' }) });
  });

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('quiet moments with one course do not count: %i of them', (pairs) => {
  const { rulings } = afterPairs(pairs);
  expect(rulings[3 + 2 * pairs + 1]).toMatch(/: refuse withdrawn$/);
});
