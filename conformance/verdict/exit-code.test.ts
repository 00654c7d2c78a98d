import { expect, test } from 'vitest';
import { exitCodeFor, strictly } from './exit-code.ts';
import { VERDICTS, type Verdict } from './types.ts';

test.each<[Verdict, number]>([
  ['PASS', 0],
  ['WARN', 0],
  ['FAIL', 1],
  ['UNTESTABLE', 1],
  ['INCONCLUSIVE', 2],
  ['NOT_RUN', 2],
  ['UNSTABLE', 2],
  ['NOT_APPLICABLE', 3],
  ['HARNESS_ERROR', 70],
])('%s exits %d', (verdict, code) => {
  expect(exitCodeFor(verdict, 1)).toBe(code);
});

test('a run of nothing matched nothing, unless the harness failed', () => {
  expect(exitCodeFor('PASS', 0)).toBe(3);
  expect(exitCodeFor('NOT_RUN', 0)).toBe(3);
  expect(exitCodeFor('HARNESS_ERROR', 0)).toBe(70);
});

test('what is broken is never hidden by how little was run', () => {
  expect(exitCodeFor('FAIL', 0)).toBe(1);
});

test('strictly, a WARN fails, and nothing else is another', () => {
  expect(strictly('WARN', exitCodeFor('WARN', 1))).toBe(1);
  expect(strictly('WARN', exitCodeFor('WARN', 0))).toBe(3);
  for (const verdict of VERDICTS)
    if (verdict !== 'WARN') expect(strictly(verdict, exitCodeFor(verdict, 1))).toBe(exitCodeFor(verdict, 1));
});
