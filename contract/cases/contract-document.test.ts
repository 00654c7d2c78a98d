import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadCases } from './load.ts';

const contract = readFileSync('docs/contract.md', 'utf8');
const cases = loadCases();

describe('docs/contract.md', () => {
  test('cites cases that are there, by number', () => {
    const cited = [...contract.matchAll(/\((\d+(?:(?:, | to )\d+)*)\)/g)].flatMap(([, list = '']) =>
      list.split(/, | to /).map(Number),
    );
    expect(cited.length).toBeGreaterThan(80);
    const known = new Set(cases.map((c) => c.number));
    expect(cited.filter((number) => !known.has(number))).toEqual([]);
  });

  test('has the heading under which every clause of every case stands', () => {
    const headings = [...contract.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
    for (const { name, clauses } of cases)
      for (const clause of clauses) {
        const heading = clause.split(/[,:]| \d/)[0] ?? '';
        const bold = contract.includes(`**${heading}**`);
        expect(bold || headings.includes(heading), `${name}: ${clause}`).toBe(true);
      }
  });
});
