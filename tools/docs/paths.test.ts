import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { documents, ROOT } from './documents.ts';

const ROOMS =
  'contract|simulator|reference-impl|conformance|reports|cli|scenarios|tools|bench|examples|docs|bin|\\.ci|\\.github';
const PATH = new RegExp(`^(?:${ROOMS})/[\\w./*{},-]+$`);
/** Written by who runs it. */
const WRITTEN = /^reports\/(?:runs|screens|mutation)(?:\/|$)/;
/** What stands for a name of the reader's. */
const PLACEHOLDER = /(?<=\/|-)(?:ID|N|NAME|PORT|DIGEST|RUN)\b(?:-[a-z]+)?/g;

test('every path of the repository that a document names is there', () => {
  const named = documents()
    // Records of what was then, as it was then.
    .filter(({ path }) => !path.startsWith('docs/evidence/') && path !== 'docs/mutation.md')
    .flatMap(({ path, inline }) => inline.map(({ text, line }) => ({ at: `${path}:${line}`, text })))
    .filter(({ text }) => PATH.test(text) && !WRITTEN.test(text));
  const missing = named.filter(
    ({ text }) => globSync(text.replace(/\/$/, '').replaceAll(PLACEHOLDER, '*'), { cwd: ROOT }).length === 0,
  );
  expect(missing).toEqual([]);
  expect(named.length).toBeGreaterThan(100);
});
