import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../../codes/refusals.ts';
import { isObject, JsonNumber, parseLossless } from '../json/lossless.ts';
import { sameJson } from '../json/same.ts';
import { blockNames, checked, contractBlocks, folded, withBlocks } from './documentation.test-helper.ts';
import { EXAMPLES } from './examples.ts';

const DOCUMENT = new URL('../../../docs/bindings/fhir.md', import.meta.url);

describe('docs/bindings/fhir.md', () => {
  test('shows the very resources that the codecs write (UPDATE_DOCS=1 writes them anew)', () => {
    const { is, shouldBe } = checked(DOCUMENT, contractBlocks());
    expect(is).toBe(shouldBe);
  });

  test('shows every example once, and none that does not exist', () => {
    const shown = blockNames(readFileSync(DOCUMENT, 'utf8')).filter((name) => name.startsWith('example '));
    expect([...shown].sort()).toEqual(
      Object.keys(EXAMPLES)
        .map((name) => `example ${name}`)
        .sort(),
    );
  });

  test('names every refusal that is put into backquotes', () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    const inRefusalLists = [...text.matchAll(/^Refusals: (.*)$/gm)].flatMap((m) => [
      ...(m[1] ?? '').matchAll(/`([a-z-]+)`/g),
    ]);
    expect(inRefusalLists.length).toBeGreaterThan(20);
    for (const [, code = ''] of inRefusalLists) expect(Object.keys(REFUSALS)).toContain(code);
  });
});

test('a block is replaced where its name is known and left where not', () => {
  const text = 'a\n<!-- x -->\n<!-- / -->\nb\n<!-- y -->\nold\n<!-- / -->\n';
  const next = 'a\n<!-- x -->\n\nnew\n\n<!-- / -->\nb\n<!-- y -->\nold\n<!-- / -->\n';
  expect(withBlocks(text, { x: 'new' })).toBe(next);
  expect(withBlocks(next, { x: 'new' })).toBe(next);
  expect(blockNames(next)).toEqual(['x', 'y']);
});

test('folding changes no value', () => {
  for (const resource of Object.values(EXAMPLES)) {
    const back = parseLossless(folded(resource));
    expect(isObject(back) && sameJson(back, resource)).toBe(true);
  }
  expect(folded({ value: new JsonNumber('7.0'), none: [] })).toBe('{\n  "value": 7.0,\n  "none": []\n}');
});
