import { describe, expect, test } from 'vitest';
import type { SelftestResult } from '../../conformance/selftest/task.ts';
import { isShortcoming, nameOfResult, taskName } from './text.ts';

const task = { role: 'receiver', kind: 'mutant', name: 'm', seed: 3, isLoad: false } as const;
const mutant = (result: 'killed' | 'survived' | 'void'): SelftestResult => ({
  kind: 'mutant',
  result: {
    role: 'receiver',
    name: 'm',
    requirement: 'LIM-02',
    defect: 'd',
    result,
    verdict: 'FAIL',
    failed: [],
    reason: '',
    ms: 1,
  },
});
const liar = (result: 'caught' | 'survived'): SelftestResult => ({
  kind: 'liar',
  result: { role: 'sender', name: 'l', lie: '', requirements: [], result, missed: [], ms: 1 },
});
const variant = (result: 'passed' | 'failed' | 'undecided', seed = 7): SelftestResult => ({
  kind: 'variant',
  result: { role: 'receiver', name: 'v', seed, result, played: [], why: [], ms: 1 },
});

describe('what was played', () => {
  test('has the name under which it was begun, so that progress takes it away again', () => {
    expect(nameOfResult(mutant('killed'))).toBe(taskName(task));
    expect(nameOfResult({ kind: 'broken', task, why: '' })).toBe(taskName(task));
    expect(nameOfResult(liar('caught'))).toBe(taskName({ role: 'sender', kind: 'liar', name: 'l', seed: 9 }));
    expect(nameOfResult(variant('passed', 8))).toBe(
      taskName({ role: 'receiver', kind: 'variant', name: 'v', seed: 8 }),
    );
  });

  test('two runs of one variant are two', () =>
    expect(nameOfResult(variant('passed', 1))).not.toBe(nameOfResult(variant('passed', 2))));

  test.each([
    [mutant('killed'), false],
    [mutant('survived'), true],
    [mutant('void'), true],
    [liar('caught'), false],
    [liar('survived'), true],
    [variant('passed'), false],
    [variant('undecided'), false],
    [variant('failed'), true],
    [{ kind: 'broken', task, why: '' } as const, true],
  ])('%j counts against the harness: %s', (result, is) => expect(isShortcoming(result)).toBe(is));
});
