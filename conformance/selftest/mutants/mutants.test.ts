import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import { checks } from '../../checks/index.ts';
import { mutants } from './index.ts';

/** Of the receiver; those of the sender have judges and checks of their own. */
describe('the mutants', () => {
  test('are at least a hundred; those that no check shows are played under a load, and are few', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(100);
    const loaded = mutants.filter((m) => m.load !== undefined);
    expect(loaded.length).toBeGreaterThanOrEqual(9);
    expect(loaded.length).toBeLessThanOrEqual(12);
    for (const { name, shows } of loaded) expect(shows, name).toBeDefined();
  });

  test('at least fifteen show only in time, under load, after a fault or rarely', () => {
    expect(mutants.filter((m) => m.shows !== undefined).length).toBeGreaterThanOrEqual(15);
    for (const kind of ['in-time', 'under-load', 'after-a-fault', 'rarely'] as const)
      expect(
        mutants.some((m) => m.shows === kind),
        kind,
      ).toBe(true);
  });

  test('no two have one name, and each has a file of that name', () => {
    const names = mutants.map((m) => m.name);
    expect(new Set(names).size).toBe(names.length);
    const files = globSync('conformance/selftest/mutants/**/*.ts')
      .map((file) => basename(file, '.ts'))
      .filter((name) => name !== 'index' && !name.endsWith('.test'));
    expect(names.toSorted()).toEqual(files.toSorted());
  });

  test('each names a requirement of the catalogue, and a check plays it', () => {
    const catalogue = loadCatalogue();
    for (const m of mutants) {
      expect(catalogue.byId(m.requirement), m.name).toBeDefined();
      expect(checks.map((c) => c.requirement)).toContain(m.check ?? m.requirement);
      for (const id of m.also ?? []) expect(catalogue.byId(id), `${m.name} also ${id}`).toBeDefined();
      expect(m.also ?? []).not.toContain(m.requirement);
    }
  });

  test('what is played over some bindings alone is played over those of its check', () => {
    const some = mutants.filter((m) => m.bindings !== undefined);
    expect(some.length).toBeGreaterThan(0);
    for (const { name, requirement, check, bindings } of some) {
      const of = checks.find((c) => c.requirement === (check ?? requirement))?.scenario.bindings;
      expect(bindings, name).not.toEqual([]);
      for (const binding of bindings ?? []) expect(of, name).toContain(binding);
    }
  });

  test('every requirement with a check has a mutant that only it can catch', () => {
    const caught = new Set(mutants.map((m) => m.requirement));
    expect(checks.map((c) => c.requirement).filter((id) => !caught.has(id))).toEqual([]);
  });
});
