import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectationsOf } from '../oracle/expect.ts';
import { differences, disagreementText, type Judge, type Tally } from './agreement.test-helper.ts';
import { withOtherSystems, withTiesTurned } from './disguise.test-helper.ts';
import { naiveExpectationsOf } from './expect.test-helper.ts';
import { DECIDERS } from './generate/deciders.test-helper.ts';
import { histories } from './generate/histories.test-helper.ts';

const RUNS = Number(process.env['AGREEMENT_RUNS'] ?? 1000);
/** One seed, so that a commit that passed passes again; the night draws others. */
const SEED = Number(process.env['AGREEMENT_SEED'] ?? process.env['PROPERTY_SEED'] ?? 20_261_126);
/** With fewer histories than this the rarest rule may by chance decide in less than one of a hundred. */
const ENOUGH = 10_000;

/** Judges that have to say what brute force says, to the letter. */
const JUDGES: readonly (readonly [string, Judge])[] = [
  ['the oracle', expectationsOf],
  ['itself under other systems of keys', (lines) => naiveExpectationsOf(withOtherSystems(lines))],
  ['itself with lines of one instant turned round', (lines) => naiveExpectationsOf(withTiesTurned(lines))],
];

test.each(JUDGES)(
  `brute force agrees with %s on ${RUNS} histories of seed ${SEED} (AGREEMENT_RUNS, AGREEMENT_SEED)`,
  (_name, judge) => {
    const tally: Tally = { compared: 0, skipped: 0, must: 0 };
    const tags = new Map<string, number>();
    const result = fc.check(
      fc.property(histories, (made) => {
        for (const [name, any] of DECIDERS)
          if (any.some((tag) => made.tags.has(tag))) tags.set(name, (tags.get(name) ?? 0) + 1);
        return differences(made.lines, judge, tally).length === 0;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    const [worst] = result.counterexample ?? [];
    const text = worst === undefined ? '' : disagreementText(worst.lines, judge);
    expect(text, `seed ${result.seed}, path ${result.counterexamplePath ?? ''}\n${text}`).toBe('');
    expect(result.failed).toBe(false);
    expect(tally.skipped / (tally.compared + tally.skipped)).toBeLessThanOrEqual(0.01);
    expect(tally.must / tally.compared).toBeGreaterThanOrEqual(0.5);
    if (RUNS < ENOUGH) return;
    console.log(
      `${tally.compared} compared, ${tally.skipped} have more courses than brute force can try, ${tally.must} with MUST`,
    );
    for (const [name] of DECIDERS) console.log(`  ${name}: ${tags.get(name) ?? 0}`);
    for (const [name] of DECIDERS) expect(tags.get(name) ?? 0, name).toBeGreaterThanOrEqual(RUNS / 100);
  },
  Math.max(600_000, RUNS * 100),
);
