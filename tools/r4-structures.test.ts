import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { r4Structures, structuresText } from './r4-structures.ts';

test('the structures are those of the definitions, and no other', () => {
  const file = new URL('../contract/wire/fhir/r4/structures.json', import.meta.url);
  expect(
    readFileSync(file, 'utf8') === structuresText(r4Structures()),
    'node tools/r4-structures.ts makes it anew',
  ).toBe(true);
});
