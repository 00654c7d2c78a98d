/** The oracle against what brute force said, on the histories that `histories.ts` wrote. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectedText } from '../../conformance/naive/timeline.test-helper.ts';
import { expectationsOf } from '../../conformance/oracle/expect.ts';
import type { Known } from './histories.ts';

const A_TEST = 10;
const made = JSON.parse(readFileSync(process.env['MUTATION_HISTORIES'] ?? '', 'utf8')) as Known[];

for (let from = 0; from < made.length; from += A_TEST) {
  test(`histories ${from} to ${from + A_TEST - 1}`, () => {
    for (const { lines, expected } of made.slice(from, from + A_TEST))
      expect(expectedText(expectationsOf(lines))).toEqual(expected);
  });
}
