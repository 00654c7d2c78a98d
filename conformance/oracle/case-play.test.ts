import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import { playedCase } from './case-play.test-helper.ts';
import { judgedExactly } from './judged.test-helper.ts';
import type { OracleResult } from './oracle-result.ts';
import { SECOND } from './time/instant.ts';

const said = (result: OracleResult, ...outcomes: readonly string[]): readonly string[] =>
  [...result.ledger.requirements.values()]
    .flatMap((t) => t.findings)
    .filter((f) => outcomes.includes(f.outcome) || (outcomes.includes('warned') && f.warning !== undefined))
    .map((f) => `${f.requirement} ${f.polarity} ${f.outcome}: ${f.expected}; ${f.observed}${f.warning ?? ''}`);

describe.each(loadCases().map((c) => [`${c.number} ${c.name}`, c] as const))('case %s', (_title, worked) => {
  test('played rightly it breaks nothing and leaves nothing open', () => {
    const result = judgedExactly(playedCase(worked));
    expect(said(result, 'broken', 'undecided', 'warned')).toEqual([]);
  });

  test('by a clock that may be a second off, still nothing is broken', () => {
    const result = judgedExactly(playedCase(worked), SECOND);
    expect(said(result, 'broken')).toEqual([]);
  });
});
