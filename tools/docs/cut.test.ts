import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cutToFailure } from './cut.ts';
import { ROOT } from './documents.ts';

const SAID = [
  'Lanes',
  '\u001b[31m✗ FAIL\u001b[0m  property:8',
  '',
  '\u001b[31m✗ RDG-02\u001b[0m (MUST) broken in property:3',
  '  why a',
  '',
  '\u001b[31m✗ RDG-07\u001b[0m (MUST) broken in property:8',
  `\u001b[2m  why\u001b[0m ${'b'.repeat(94)}`,
  '',
  'Summary',
  'making a counterexample of RDG-02 small',
  'counterexample of RDG-02: 7 operations, reproduced 5/5',
  '  one',
  'making a counterexample of RDG-07 small',
  'counterexample of RDG-07: 3 operations, reproduced 5/5',
  `  ${'x '.repeat(49)}yy zz`,
  '  repeat',
  '',
  'more',
].join('\n');

describe('what is shown of a failed run', () => {
  test('is the failure with the smallest counterexample, and that, as wide as a terminal', () => {
    expect(cutToFailure(SAID).split('\n')).toEqual([
      '\u001b[31m✗ RDG-07\u001b[0m (MUST) broken in property:8',
      `\u001b[2m  why\u001b[0m ${'b'.repeat(94)}`,
      '',
      'counterexample of RDG-07: 3 operations, reproduced 5/5',
      `  ${'x '.repeat(48)}x`,
      `${' '.repeat(13)}yy zz`,
      '  repeat',
    ]);
  });
  test('is nothing where there is none', () => {
    expect(() => cutToFailure('Lanes\n')).toThrow('no counterexample was shown');
    expect(() => cutToFailure('counterexample of RDG-07: 3 operations, reproduced 5/5')).toThrow('✗ RDG-07');
  });
});

test('docs/images/failing-run.svg shows a failure, why, and how to see it again, and no path of a machine', () => {
  const svg = readFileSync(join(ROOT, 'docs/images/failing-run.svg'), 'utf8');
  expect(svg).toMatch(/\(MUST\) broken in property:/);
  for (const word of ['demands', 'expected', 'observed', 'counterexample of', 'reproduced 5/5', 'repeat'])
    expect(svg).toContain(word);
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/\/tmp|\/work|\/home|https?:|<script/);
});
