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
    expect(document.match(/\| not built yet +\|/g) ?? []).toHaveLength(
      requirements.filter((r) => r.built !== 'spine').length,
    );
  });

  test('says of each role how many are played, how many the oracle alone judges, and how many nothing does', () => {
    const { families } = loadCatalogue();
    const one = families[0]?.requirements[0];
    if (one === undefined) throw new Error('an empty catalogue');
    const document = requirementsDocument(
      makeCatalogue([
        {
          prefix: 'XYZ',
          title: 'Three',
          requirements: [
            one,
            { ...one, id: 'XYZ-02', built: 'oracle' },
            {
              ...one,
              id: 'XYZ-03',
              role: 'sender',
              scope: 'sender',
              built: 'later',
              untested: 'It needs a real phone.',
            },
          ],
        },
      ]),
    );
    expect(document).toContain('What a receiver has to do: 2 requirements. 1 are judged today');
    expect(document).toContain('Of the others the oracle judges 1 in any history');
    expect(document).toContain('What a sender has to do: 1 requirements. 0 are judged today');
    expect(document).toContain('Nothing judges the other 1 yet');
    expect(document).toContain('- Not tested: It needs a real phone.\n');
  });
});
