import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { Role } from '../../contract/requirements/requirement.ts';
import { checks } from '../checks/index.ts';
import { senderChecks } from '../sender/checks/index.ts';
import { CASTS } from './roles.ts';
import { selftestTables } from './table.ts';

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

const KNOWN: Readonly<Record<Role, ReadonlySet<string>>> = {
  receiver: new Set(checks.map((c) => c.requirement)),
  sender: new Set(senderChecks.map((c) => c.requirement)),
};
const LEAST: Readonly<Record<Role, { readonly mutants: number; readonly variants: number }>> = {
  receiver: { mutants: 200, variants: 30 },
  sender: { mutants: 30, variants: 10 },
};

describe.each(Role.options)('what is played of a %s', (role) => {
  const { mutants, liars, variants } = CASTS[role];
  const known = KNOWN[role];

  test('is enough, and five liars', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(LEAST[role].mutants);
    expect(variants.length).toBeGreaterThanOrEqual(LEAST[role].variants);
    expect(liars).toHaveLength(5);
  });
  test.each(['mutants', 'liars', 'variants'] as const)('%s: each has a name of its own', (kind) => {
    const names = CASTS[role][kind].map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
  });
  test('names checks that are there', () => {
    for (const { name, requirements } of liars)
      for (const id of requirements) expect(known, `${name} ${id}`).toContain(id);
    for (const { name, exercisedBy, leavesOut = [] } of variants)
      for (const id of [...exercisedBy, ...leavesOut]) expect(known, `${name} ${id}`).toContain(id);
    for (const { name, check, requirement } of mutants) expect(known, name).toContain(check ?? requirement);
  });
  test('has mutants that show in time, after a fault, and rarely', () => {
    const shows = new Set(mutants.map((m) => m.shows));
    if (role === 'sender') expect(shows).toEqual(new Set([undefined, 'in-time', 'after-a-fault', 'rarely']));
    else expect(shows).toContain('in-time');
  });
});

test('every requirement of a sender has a mutant that it must catch', () => {
  const named = new Set(CASTS.sender.mutants.map((m) => m.requirement));
  const ids = loadCatalogue()
    .ofRole('sender')
    .map((r) => r.id);
  expect(ids.filter((id) => !named.has(id))).toEqual([]);
});
