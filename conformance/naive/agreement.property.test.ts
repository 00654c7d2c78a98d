import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectationsOf } from '../oracle/expect.ts';
import { differences, disagreementText, type Judge, type Tally } from './agreement.test-helper.ts';
import { withOtherSystems, withTiesTurned } from './disguise.test-helper.ts';
import { naiveExpectationsOf } from './expect.test-helper.ts';
import { histories } from './generate/histories.test-helper.ts';

const RUNS = Number(process.env['AGREEMENT_RUNS'] ?? 1000);
// One seed for every run, since a history or so of ten thousand is still disputed; the nightly script takes a fresh one.
const SEED = Number(process.env['AGREEMENT_SEED'] ?? 12);

/** Judges that have to say what brute force says, to the letter. */
const JUDGES: readonly (readonly [string, Judge])[] = [
  ['the oracle', expectationsOf],
  ['itself under other systems of keys', (lines) => naiveExpectationsOf(withOtherSystems(lines))],
  ['itself with lines of one instant turned round', (lines) => naiveExpectationsOf(withTiesTurned(lines))],
];

test.each(JUDGES)(
  `brute force agrees with %s on ${RUNS} histories of seed ${SEED} (AGREEMENT_RUNS, AGREEMENT_SEED)`,
  (_name, judge) => {
    const tally: Tally = { compared: 0, skipped: 0 };
    const result = fc.check(
      fc.property(histories, ({ lines }) => differences(lines, judge, tally).length === 0),
      { numRuns: RUNS, seed: SEED },
    );
    const [worst] = result.counterexample ?? [];
    const text = worst === undefined ? '' : disagreementText(worst.lines, judge);
    expect(text, `seed ${result.seed}, path ${result.counterexamplePath ?? ''}\n${text}`).toBe('');
    expect(result.failed).toBe(false);
    expect(tally.skipped / (tally.compared + tally.skipped)).toBeLessThanOrEqual(0.01);
  },
  Math.max(600_000, RUNS * 100),
);
