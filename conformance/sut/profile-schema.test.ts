import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { profileJsonSchema } from './profile-schema.ts';

const FILE = new URL('profile.schema.json', import.meta.url);
const PAGE = readFileSync(new URL('../../docs/profile.md', import.meta.url), 'utf8');
const EXAMPLE = readFileSync(new URL('../../examples/receiver-python/receiver.yaml', import.meta.url), 'utf8');

test('the published schema is what the code says (UPDATE_DOCS=1 rewrites it; format it afterwards)', () => {
  const schema = JSON.parse(JSON.stringify(profileJsonSchema())) as object;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, `${JSON.stringify(schema, undefined, 2)}\n`);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(schema);
});

describe('it lets through', () => {
  const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(profileJsonSchema());
  const [, documented = ''] = /```yaml\n(vitalproof: 1\n[\s\S]+?)```/.exec(PAGE) ?? [];
  test.each([
    ['the profile in the documentation', documented],
    ['that of the example', EXAMPLE],
  ])('%s', (_what, text) => expect(valid(parse(text)), JSON.stringify(valid.errors)).toBe(true));
  test.each([
    ['an unknown key', `${EXAMPLE}deadline: 3s\n`],
    ['a live system', EXAMPLE.replace('environment: test', 'environment: production')],
    ['a claim that the catalogue lacks', EXAMPLE.replace('scope: alerts', 'scope: [alerts, everything]')],
    ['a port served by what cannot serve it', EXAMPLE.replace('audit: absent', 'audit: fax')],
  ])('no %s', (_what, text) => expect(valid(parse(text))).toBe(false));
});
