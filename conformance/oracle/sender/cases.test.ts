import { describe, expect, test } from 'vitest';
import { loadSenderCases } from '../../../contract/cases/sender/load.ts';
import type { HistoryLine } from '../../history/lines.ts';
import { resultOf } from '../oracle-result.ts';
import { modelHistory } from './model-sender.test-helper.ts';
import { SenderOracle } from './sender-oracle.ts';

const cases = loadSenderCases();

const judged = ([run, ...lines]: readonly HistoryLine[]) => {
  if (run?.kind !== 'run') throw new Error('a history begins with its run');
  const oracle = new SenderOracle(run);
  for (const line of lines) oracle.feed(line);
  const part = oracle.part();
  expect([...part.errors]).toEqual([]);
  return resultOf([part]).ledger.requirements;
};

const found = (lines: readonly HistoryLine[]): readonly string[] =>
  [...judged(lines)]
    .flatMap(([id, { findings }]) => findings.map((f) => [id, f] as const))
    .filter(([, f]) => f.outcome !== 'met')
    .map(([id, f]) => `${id} ${f.outcome}: ${f.expected}; ${f.observed}`);

test('there are at least twenty, numbered without a gap', () => {
  expect(cases.length).toBeGreaterThanOrEqual(20);
  expect(cases.map((c) => c.case)).toEqual(cases.map((_, i) => `S${i + 1}`));
});

describe.each(cases.map((one) => [`${one.case} ${one.name}`, one] as const))('%s', (_name, one) => {
  test('played rightly, breaks nothing and leaves nothing open', () => {
    expect(found(modelHistory(one))).toEqual([]);
  });

  test('exercises the requirements that it names, in both ways', () => {
    const tallies = judged(modelHistory(one));
    for (const id of one.requirements) {
      const tally = tallies.get(id);
      expect([id, (tally?.must ?? 0) > 0, (tally?.mustNot ?? 0) > 0]).toEqual([id, true, true]);
    }
  });

  test.each(one.broken)('with $how of $of, breaks $finds', (corruption) => {
    const tally = judged(modelHistory(one, corruption)).get(corruption.finds);
    expect(tally?.broken ?? 0).toBeGreaterThan(0);
  });
});
