import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../contract/requirements/load.ts';
import { paused, starved, stepped } from './disturbed.test-helper.ts';
import type { HistoryLine } from './history/lines.ts';
import { judgeLines } from './judge.ts';
import { critical, HistoryBuilder, makeItem, MS } from './oracle/history-builder.test-helper.ts';
import type { RunVerdicts, Verdict } from './verdict/types.ts';

const catalogue = loadCatalogue();
const RUNS = 60;
const SEED = 8;

interface World {
  /** Milliseconds until the item of the critical reading comes into sight; null: it never does. */
  readonly itemMs: number | null;
  /** An item of a normal reading, which must not be. */
  readonly spurious: boolean;
}

/** Readings of one patient: at the limit, above it, critical; each item where the world has it. */
const world = ({ itemMs, spurious }: World): HistoryLine[] => {
  const b = new HistoryBuilder({ catalogue: catalogue.hash, selected: ['ALR-01', 'LIM-02', 'LIM-03'] });
  const order = b.order({ limits: [{ tier: 'reference', high: '180' }, critical('54', '300')] });
  b.grant();
  const equal = b.reading({ name: 'equal', value: '180' });
  if (spurious) b.wait(20).seen(makeItem(equal, order, 'spurious'));
  const above = b.reading({ name: 'above', value: '181' });
  b.wait(30).seen(makeItem(above, order, 'above'));
  const high = b.reading({ name: 'high', value: '320' });
  if (itemMs !== null)
    b.wait(itemMs).seen(
      makeItem(high, order, 'high', {
        kind: 'critical',
        interpretation: ['HH'],
        limit: { value: '300', unit: 'mg/dL' },
        priority: 'stat',
      }),
    );
  return b.drain();
};

const arbitrary = fc.record({ itemMs: fc.constantFrom(null, 20, 500, 950, 1100, 2500), spurious: fc.boolean() });
const endOf = (lines: readonly HistoryLine[]): number => {
  const last = lines.at(-1);
  return last?.kind === 'end' ? last.at : 0;
};

const SURE: ReadonlySet<Verdict> = new Set<Verdict>(['PASS', 'WARN', 'FAIL']);
const failed = (verdict: Verdict): boolean => verdict === 'FAIL';

/** What of the verdicts has turned from met to broken, or from broken to met. */
const flips = (calm: RunVerdicts, disturbed: RunVerdicts): readonly string[] =>
  calm.requirements.flatMap(({ requirement, verdict }) => {
    const after = disturbed.requirements.find((r) => r.requirement === requirement)?.verdict ?? 'NOT_RUN';
    const both = SURE.has(verdict) && SURE.has(after) && failed(verdict) !== failed(after);
    return both ? [`${requirement}: ${verdict} became ${after}`] : [];
  });

const check = async (lines: readonly HistoryLine[], disturbed: readonly HistoryLine[]): Promise<void> => {
  const [calm, other] = [await judgeLines(lines, catalogue), await judgeLines(disturbed, catalogue)];
  expect(other.isVoid ? [] : flips(calm, other)).toEqual([]);
  // The run as a whole: what it was, or not decided, or the harness's own fault.
  expect([calm.verdict, 'PASS', 'WARN', 'INCONCLUSIVE', 'HARNESS_ERROR']).toContain(other.verdict);
  if (failed(calm.verdict)) expect(['PASS', 'WARN']).not.toContain(other.verdict);
};

describe(`a harness that is disturbed turns no verdict around (seed ${SEED})`, () => {
  test('its wall clock is stepped, by up to ten minutes, either way', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.nat(100), fc.integer({ min: -600_000, max: 600_000 }), async (made, at, by) => {
        const lines = world(made);
        await check(lines, stepped(lines, (endOf(lines) * at) / 100, by));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
  test('it stands still for five seconds, anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.nat(100), async (made, at) => {
        const lines = world(made);
        await check(lines, paused(lines, Math.round((endOf(lines) * at) / 100), 5000));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
  test('it is starved of its processor, by up to half a second for every line', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrary,
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 60, maxLength: 60 }),
        async (made, delays) => {
          const lines = world(made);
          await check(
            lines,
            starved(lines, (i) => delays[i % delays.length] ?? 0),
          );
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
  test('the worlds that are disturbed hold both: what passes and what fails', async () => {
    const good = await judgeLines(world({ itemMs: 20, spurious: false }), catalogue);
    const late = await judgeLines(world({ itemMs: 2500, spurious: false }), catalogue);
    expect(good.requirements.filter((r) => r.verdict === 'FAIL').map((r) => r.reason)).toEqual([]);
    expect([good.verdict, late.verdict]).toEqual(['PASS', 'FAIL']);
    const pausedLate = await judgeLines(paused(world({ itemMs: 20, spurious: false }), 40 * MS, 5000), catalogue);
    expect(pausedLate.verdict).not.toBe('FAIL');
  });
});
