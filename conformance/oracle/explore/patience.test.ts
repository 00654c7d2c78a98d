import { expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import { both, read } from './explored.test-helper.ts';

/**
 * What had to be answered to a reading that was accepted perhaps before its grant. So many pairs of readings come before
 * it, each with a quiet moment after it; six grants after it another is taken, twice, under its identifier, which tells
 * that it had been refused.
 */
const answered = (pairs: number): string | undefined => {
  const { rulings } = both((b) => {
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
  const before = 2 + 2 * pairs;
  return rulings[before + 2];
};

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('quiet moments with one course do not count: %i of them', (pairs) => {
  expect(answered(pairs)).toMatch(/: refuse withdrawn$/);
});
