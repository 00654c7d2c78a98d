import { expect, test } from 'vitest';
import { unstable } from '../../conformance/verdict/unstable.ts';
import { repeatTable } from './repeat-table.ts';

const row = (requirement: string, ...verdicts: Parameters<typeof unstable>[0]) => ({
  requirement,
  level: 'MUST',
  repeated: unstable(verdicts),
});

test('names what was not the same and green every time, the worst first, and counts the rest', () => {
  const text = repeatTable(
    {
      rows: [row('LIM-01', 'PASS', 'PASS'), row('LIM-02', 'PASS', 'FAIL'), row('ALR-01', 'FAIL', 'FAIL')],
      run: unstable(['FAIL', 'FAIL']),
      whole: 'FAIL',
      exitCode: 1,
      folders: ['a', 'b'],
    },
    { width: 80, colour: false },
  );
  expect(text.split('\n')).toEqual([
    'Repeats: 2',
    '✗ FAIL           ALR-01     MUST   failed 2 of 2',
    '≈ UNSTABLE       LIM-02     MUST   failed 1 of 2, passed 1 of 2',
    '✓ PASS           1 requirements, every time',
    '✗ FAIL           the run as a whole: failed 2 of 2',
    'runs: a b',
    '✗ FAIL',
    'The system under test broke at least one requirement. (exit 1)',
  ]);
});
