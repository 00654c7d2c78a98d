import { describe, expect, test } from 'vitest';
import type { HistoryLine } from '../history/lines.ts';
import type { Finding } from './finding.ts';
import { HistoryBuilder, makeItem, type ReadingInput } from './history-builder.test-helper.ts';
import { Oracle } from './oracle.ts';

const judge = (lines: readonly HistoryLine[]): Oracle => {
  const oracle = new Oracle();
  for (const line of lines) oracle.feed(line);
  return oracle;
};

const findings = (lines: readonly HistoryLine[], outcome: Finding['outcome'] = 'broken'): Finding[] =>
  [...judge(lines).finish().ledger.requirements.values()]
    .flatMap((t) => t.findings)
    .filter((f) => f.outcome === outcome);

const brokenIds = (lines: readonly HistoryLine[]): string[] =>
  [...new Set(findings(lines).map((f) => f.requirement))].sort();

const world = (
  reading: ReadingInput,
  act: (b: HistoryBuilder, r: ReturnType<HistoryBuilder['reading']>, o: ReturnType<HistoryBuilder['order']>) => void,
) => {
  const b = new HistoryBuilder();
  const o = b.order();
  b.grant();
  const r = b.reading(reading);
  act(b, r, o);
  return b.drain();
};

describe('one order, one reading', () => {
  test('an abnormal reading with its item breaks nothing and leaves nothing undecided', () => {
    const lines = world({ name: 'r1', value: '212' }, (b, r, o) => {
      b.wait(40);
      b.seen(makeItem(r, o, 'i1'));
    });
    expect(findings(lines)).toEqual([]);
    expect(findings(lines, 'undecided')).toEqual([]);
  });

  test('its item missing breaks ALR-01', () => {
    const lines = world({ name: 'r1', value: '212' }, () => undefined);
    expect(brokenIds(lines)).toContain('ALR-01');
  });

  test('an item for a value equal to the limit breaks LIM-02 alone', () => {
    const lines = world({ name: 'r1', value: '180' }, (b, r, o) => {
      b.wait(40);
      b.seen(makeItem(r, o, 'i1'));
    });
    expect(brokenIds(lines)).toEqual(['LIM-02']);
  });
});
