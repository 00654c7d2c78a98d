import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadCases } from '../contract/cases/load.ts';
import { loadCatalogue } from '../contract/requirements/load.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TABLE = readFileSync(join(ROOT, 'docs/evidence/receiver-requirements.md'), 'utf8');
const numbers = new Set(loadCases().map(({ number }) => number));
/** The rows of the table by id, each as its cells. */
const rows = TABLE.split('\n')
  .filter((line) => /^\| [A-Z][A-Z0-9]{2}-\d{2} /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id = '', demands = '', where = '', heldBy = '', remark = '']) => ({ id, demands, where, heldBy, remark }));

const filesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([\w./-]+\.(?:ts|md))`/g)].map(([, f = '']) => f);

test('the 88 requirements that the catalogue began with have one row each, in its order', () => {
  const named = new Set(rows.map(({ id }) => id));
  expect(rows).toHaveLength(88);
  expect(rows.map(({ id }) => id)).toEqual(
    loadCatalogue()
      .ofRole('receiver')
      .map(({ id }) => id)
      .filter((id) => named.has(id)),
  );
});

test.each(rows.map((row) => [row.id, row] as const))(
  '%s says where it is done and what holds it, and both are there',
  (_id, row) => {
    expect(row.demands).not.toBe('');
    const [done, tests] = [filesIn(row.where), filesIn(row.heldBy).filter((file) => file.endsWith('.test.ts'))];
    expect(
      [...done, ...filesIn(row.heldBy), ...filesIn(row.remark)].filter((file) => !existsSync(join(ROOT, file))),
    ).toEqual([]);
    expect(done).not.toEqual([]);
    const cases = /^cases? ([\d, ]+)/.exec(row.heldBy)?.[1]?.split(',').map(Number) ?? [];
    expect(cases.filter((number) => !numbers.has(number))).toEqual([]);
    expect(cases.length + tests.length).toBeGreaterThan(0);
    const named = [...row.heldBy.matchAll(/`([\w./-]+\.test\.ts)` “([^”]+)”/g)];
    expect(named.length).toBe(tests.length);
    for (const [, file = '', name = ''] of named)
      expect(readFileSync(join(ROOT, file), 'utf8').replaceAll(String.raw`\'`, "'"), file).toContain(name);
  },
);
