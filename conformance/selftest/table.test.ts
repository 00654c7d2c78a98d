import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { liars } from './liars/index.ts';
import { selftestTables } from './table.ts';
import { variants } from './variants/index.ts';
import { checks } from '../checks/index.ts';

const PAGE = 'docs/selftest.md';
/** What oxfmt makes of a table is its own affair: rows are compared without their padding. */
const plain = (text: string): string => text.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');

test('docs/selftest.md lists every mutant, liar and variant (UPDATE_DOCS=1 rewrites it)', () => {
  const page = readFileSync(PAGE, 'utf8');
  const [head = ''] = page.split('## Mutants');
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, head + selftestTables());
  const now = readFileSync(PAGE, 'utf8');
  expect(plain(now)).toBe(plain(head + selftestTables()));
});

test('five liars and at least thirty variants, each with checks that are there', () => {
  const known = new Set(checks.map((c) => c.requirement));
  expect(liars).toHaveLength(5);
  expect(variants.length).toBeGreaterThanOrEqual(30);
  for (const { name, requirements } of liars)
    for (const id of requirements) expect(known, `${name} ${id}`).toContain(id);
  for (const { name, exercisedBy } of variants)
    for (const id of exercisedBy) expect(known, `${name} ${id}`).toContain(id);
  const names = variants.map((v) => v.name);
  expect(new Set(names).size).toBe(names.length);
});
