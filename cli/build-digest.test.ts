import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildDigest, digestOf } from './build-digest.ts';

let root: string;
const put = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vitalproof-build-'));
  put('cli/main.ts', 'one');
  put('conformance/oracle/judge.ts', 'two');
  put('contract/cases/a.yaml', 'three');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const changedBy = (act: () => void): boolean => {
  const before = digestOf(root);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  act();
  return digestOf(root) !== before;
};

describe('another build has another digest', () => {
  test('where a line of the oracle was changed', () =>
    expect(changedBy(() => put('conformance/oracle/judge.ts', 'two!'))).toBe(true));
  test('where data was changed', () => expect(changedBy(() => put('contract/cases/a.yaml', 'four'))).toBe(true));
  test('where a file was added', () => expect(changedBy(() => put('conformance/new.ts', ''))).toBe(true));
  test('where a file has another name', () =>
    expect(changedBy(() => renameSync(join(root, 'cli/main.ts'), join(root, 'cli/other.ts')))).toBe(true));
  test('where two files were swapped', () =>
    expect(
      changedBy(() => {
        put('cli/main.ts', 'two');
        put('conformance/oracle/judge.ts', 'one');
      }),
    ).toBe(true));
});

describe('the same build has the same', () => {
  test('read again', () => expect(changedBy(() => undefined)).toBe(false));
  test('with other tests', () => expect(changedBy(() => put('cli/main.test.ts', 'x'))).toBe(false));
  test('with helpers of tests', () => expect(changedBy(() => put('cli/main.test-helper.ts', 'x'))).toBe(false));
  test('after runs', () => expect(changedBy(() => put('reports/runs/r1/verdicts.json', '{}'))).toBe(false));
  test('with other things beside it', () => {
    expect(changedBy(() => put('docs/readme.md', 'x'))).toBe(false);
    expect(changedBy(() => put('node_modules/x/index.js', 'x'))).toBe(false);
  });
  test('elsewhere', () => {
    const before = digestOf(root);
    renameSync(root, `${root}-moved`);
    expect(digestOf(`${root}-moved`)).toBe(before);
    renameSync(`${root}-moved`, root);
  });
});

test('this build has one', () => {
  expect(buildDigest()).toMatch(/^[0-9a-f]{64}$/);
  expect(buildDigest()).not.toBe(digestOf(root));
});
