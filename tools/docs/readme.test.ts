import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../conformance/checks/index.ts';
import { senderChecks } from '../../conformance/sender/checks/index.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { markdownTable } from '../../contract/requirements/markdown-table.ts';
import { documents, ROOT } from './documents.ts';

const FILE = join(ROOT, 'README.md');
const MATRIX = /<!-- matrix -->\n[\s\S]*?<!-- \/ -->/;

/** How many requirements of a family there are, and of how many a check plays over each wire. */
const rows = (): readonly (readonly string[])[] =>
  loadCatalogue().families.map(({ title, prefix, requirements }) => {
    const ids = new Set(requirements.map(({ id }) => id));
    const over = (wire: 'fhir' | 'hl7v2'): string => {
      const played = new Set([
        ...checks.filter(({ scenario }) => scenario.bindings.includes(wire)).map(({ requirement }) => requirement),
        // A sender is played on every wire that it has.
        ...senderChecks.map(({ requirement }) => requirement),
      ]);
      const count = [...played].filter((id) => ids.has(id)).length;
      return count === 0 ? '–' : String(count);
    };
    return [
      `${title} ([${prefix}](docs/requirements.md#${title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-')}-${prefix.toLowerCase()}))`,
      String(requirements.length),
      String(requirements.filter(({ level }) => level === 'MUST').length),
      over('fhir'),
      over('hl7v2'),
    ];
  });

const written = (text: string): string =>
  text.replace(MATRIX, () =>
    [
      '<!-- matrix -->',
      '',
      ...markdownTable(['requirements', 'all', 'MUST', 'played over FHIR', 'over HL7 v2'], rows()),
      '',
      '<!-- / -->',
    ].join('\n'),
  );

describe('README.md', () => {
  test('has the matrix that catalogue and checks give (UPDATE_DOCS=1 writes it)', () => {
    const text = readFileSync(FILE, 'utf8');
    expect(text).toMatch(MATRIX);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, written(text));
    else expect(text).toBe(written(text));
  });

  test('says that it is no medical device, what a pass does not prove, and begins with one command', () => {
    const text = readFileSync(FILE, 'utf8');
    expect(text).toMatch(/not a medical device, and gives no clinical advice/);
    expect(text).toMatch(/## What a pass proves, and what it does not/);
    expect(text.indexOf('npm ci && npm start')).toBeLessThan(1600);
  });
});

test('docs/simulator.md shows the program that the packed package is tried with (UPDATE_DOCS=1 writes it)', () => {
  const file = join(ROOT, 'docs/simulator.md');
  const program = readFileSync(join(ROOT, 'tools/package/program.ts'), 'utf8');
  const text = readFileSync(file, 'utf8');
  const shouldBe = text.replace(
    /<!-- program -->\n[\s\S]*?<!-- \/ -->/,
    () => `<!-- program -->\n\n\`\`\`ts\n${program.trimEnd()}\n\`\`\`\n\n<!-- / -->`,
  );
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, shouldBe);
  else expect(text).toBe(shouldBe);
});

/** Numbers that are names, versions or promises held elsewhere, and no results of measuring. */
const NAMES =
  /HL7 v2(?:\.\d)*|FHIR R4|R4|IEEE 11073|Node \d\d|PCD-01|[A-Z]{3}-\d+|0x[0-9A-F]{4}|exit code \d+|v2\b|RFC \d+|ISO \d+|ES384|Ed25519|SHA-256|^\s*\d+\. |port \d+|Apache-2\.0|127\.0\.0\.1|^#+ \d\. |1\.0/g;

/** What is written by hand and is read first. The others have figures of the contract, which is what they are about. */
const PLAIN = [
  'README.md',
  'docs/README.md',
  'docs/tutorial-receiver.md',
  'docs/tutorial-sender.md',
  'docs/simulator.md',
  'docs/security.md',
];

test.each(PLAIN.filter((path) => documents().some((document) => document.path === path)))(
  '%s has no number in its text that was typed by hand',
  (path) => {
    const document = documents().find((known) => known.path === path);
    const text = (document?.prose ?? []).join('\n').replaceAll(/<!-- (?!\/)[^>]*-->[\s\S]*?<!-- \/ -->/g, '');
    const numbers = text.split('\n').flatMap(
      (line) =>
        line
          .replaceAll(NAMES, '')
          .match(/\b\d[\d.,]*\b/g)
          ?.map((n) => `${n}: ${line}`) ?? [],
    );
    expect(numbers).toEqual([]);
  },
);
