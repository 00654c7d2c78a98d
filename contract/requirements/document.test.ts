import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { requirementsDocument } from './document.ts';
import { loadCatalogue, makeCatalogue } from './load.ts';

const FILE = 'docs/requirements.md';

describe('docs/requirements.md', () => {
  test('is what the catalogue says (UPDATE_DOCS=1 rewrites it)', () => {
    const document = requirementsDocument(loadCatalogue());
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, document);
    expect(readFileSync(FILE, 'utf8')).toBe(document);
  });

  test('has every requirement in a table and in full, and says which are not built', () => {
    const { requirements } = loadCatalogue();
    const document = requirementsDocument(loadCatalogue());
    for (const r of requirements) {
      expect(document).toMatch(new RegExp(`^\\| \\[${r.id}\\]\\(#${r.id.toLowerCase()}\\) +\\| ${r.level} +\\|`, 'm'));
      expect(document).toContain(`### ${r.id}\n\n${r.statement}\n`);
      expect(document).toContain(r.fix);
      expect(document).toContain(r.source);
    }
    expect(document.match(/\| not built yet +\|/g)).toHaveLength(
      requirements.filter((r) => r.built !== 'spine').length,
    );
  });

  test('says of how many the oracle judges though certify does not play them', () => {
    const { families } = loadCatalogue();
    const some = makeCatalogue(
      families.map((f) => ({
        ...f,
        requirements: f.requirements.map((r) => (r.built === 'later' ? { ...r, built: 'oracle' as const } : r)),
      })),
    );
    const count = some.requirements.filter((r) => r.built === 'oracle').length;
    expect(requirementsDocument(some)).toContain(
      `Of them the oracle judges ${count} in any history that exercises\nthem`,
    );
  });
});
