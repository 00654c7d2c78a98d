import { expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import { playedCase } from './case-play.test-helper.ts';
import { judgedExactly } from './judged.test-helper.ts';

/** What is broken in a history whose clock is exact. */
const brokenIn = (lines: readonly HistoryLine[]): readonly string[] =>
  [...judgedExactly(lines).ledger.requirements.values()]
    .flatMap((tally) => tally.findings)
    .filter((f) => f.outcome === 'broken')
    .map((f) => `${f.requirement}: ${f.expected}; ${f.observed}`);

const WRITES = [
  'order.submit',
  'order.change',
  'permission.set',
  'tracker.set',
  'reading.submit',
  'item.act',
  'coverage.set',
  'source.set',
];

/** The same history, in which the answer to one operation never came. */
const withOneLost = (lines: readonly HistoryLine[]): readonly (readonly [number, readonly HistoryLine[]])[] =>
  lines.flatMap((line, i) =>
    line.kind === 'op' && line.lane !== 'sentinel' && WRITES.includes(line.act.op)
      ? [[line.seq, lines.with(i, { ...line, outcome: 'unknown' as const, answer: {} })] as const]
      : [],
  );

test('a right system whose answer was lost once is never judged wrong', () => {
  const wronged = loadCases().flatMap((worked) =>
    withOneLost(playedCase(worked)).flatMap(([seq, lines]) => {
      const broken = brokenIn(lines);
      return broken.length === 0 ? [] : [`case ${worked.number} ${worked.name}, line ${seq}: ${broken.join(' | ')}`];
    }),
  );
  expect(wronged).toEqual([]);
}, 60_000);
