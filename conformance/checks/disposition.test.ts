import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { mutants } from '../selftest/mutants/index.ts';
import { checks } from './index.ts';

const catalogue = loadCatalogue();
const checked = new Set(checks.map((c) => c.requirement));

describe('what becomes of each requirement of a receiver', () => {
  test('a MUST has a check, or a written reason why it has none', () => {
    const neither = catalogue
      .ofRole('receiver')
      .filter((r) => r.level === 'MUST' && !checked.has(r.id) && r.untested === undefined);
    expect(neither.map((r) => r.id)).toEqual([]);
  });
  test('it is said to be played exactly where a check plays it', () => {
    const built = catalogue.ofRole('receiver').filter((r) => r.built === 'spine');
    expect([...checked].toSorted()).toEqual(built.map((r) => r.id).toSorted());
  });
  test('a check plays it over every wire that it names', () => {
    for (const { requirement, scenario } of checks)
      expect({ requirement, wires: [...scenario.bindings].toSorted() }).toEqual({
        requirement,
        wires: [...(catalogue.byId(requirement)?.bindings ?? [])].toSorted(),
      });
  });
  test('no check is of nothing, and none is of what another is of', () => {
    expect(checked.size).toBe(checks.length);
    for (const id of checked) expect(catalogue.byId(id), id).toBeDefined();
  });
  test('the catalogue holds at least 110 requirements, and every scope has some that are played', () => {
    expect(catalogue.requirements.length).toBeGreaterThanOrEqual(110);
    for (const scope of new Set(catalogue.requirements.map((r) => r.scope)))
      expect(
        catalogue.requirements.some((r) => r.scope === scope && (r.role === 'sender' || r.built === 'spine')),
        scope,
      ).toBe(true);
  });
  test('every mutant names a requirement that a check plays', () => {
    for (const { name, requirement } of mutants) expect(checked.has(requirement), `${name}: ${requirement}`).toBe(true);
  });
});
