import { describe, expect, test } from 'vitest';
import { loadCatalogue } from './load.ts';

/** How many the published list of receiver requirements began with; a family only grows. */
const FIRST = { ORD: 12, PRM: 6, RDG: 18, LIM: 12, ALR: 13, MSG: 5, HL7: 9, FHR: 5, SEC: 4, AUD: 4 };

describe('the catalogue of this contract', () => {
  const catalogue = loadCatalogue();

  test('holds the 88 it began with, and no family has a gap', () => {
    for (const [prefix, size] of Object.entries(FIRST))
      expect(catalogue.families.find((f) => f.prefix === prefix)?.requirements.length, prefix).toBeGreaterThanOrEqual(
        size,
      );
    for (const { prefix, requirements } of catalogue.families)
      expect(requirements.map((r) => r.id)).toEqual(
        requirements.map((_, i) => `${prefix}-${String(i + 1).padStart(2, '0')}`),
      );
  });

  test('demands something of everything that is built', () => {
    for (const r of catalogue.requirements) expect(r.minimum.must, r.id).toBeGreaterThan(0);
  });

  test('no two requirements say the same, or are mended in the same words', () => {
    const { requirements } = catalogue;
    expect(new Set(requirements.map((r) => r.statement)).size).toBe(requirements.length);
    expect(new Set(requirements.map((r) => r.fix)).size).toBe(requirements.length);
  });

  test('every statement is one sentence', () => {
    for (const r of catalogue.requirements) expect(r.statement.match(/\.(?:\s|$)/g), r.id).toHaveLength(1);
  });
});
