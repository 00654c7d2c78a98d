import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './documents.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The packages that a table of the document names, types as one. */
const said = (from: string, to: string): readonly string[] => {
  const text = read('docs/dependencies.md').split(from)[1]?.split(to)[0] ?? '';
  const rows = text.split('\n').flatMap((line) => /^\| (`[^|]*)\|/.exec(line)?.[1] ?? []);
  return rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)).toSorted();
};

test('every dependency stands in its document with a reason, and none that is not there', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const development = Object.keys(devDependencies ?? {}).map((name) => name.replace(/^@types\/.*/, '@types/*'));
  expect(said('## At run time', '## ')).toEqual(Object.keys(dependencies ?? {}).toSorted());
  expect(said('## For development', '## ')).toEqual([...new Set(development)].toSorted());
});
