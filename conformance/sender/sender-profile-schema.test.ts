import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { senderProfileJsonSchema } from './sender-profile-schema.ts';
import { parseSenderProfile } from './sender-profile.ts';

const FILE = new URL('sender-profile.schema.json', import.meta.url);
const PAGE = readFileSync(new URL('../../docs/sender.md', import.meta.url), 'utf8');
const [, DOCUMENTED = ''] = /```yaml\n(vitalproof: 1\n[\s\S]+?)```/.exec(PAGE) ?? [];

test('the published schema is what the code says (UPDATE_DOCS=1 rewrites it; format it afterwards)', () => {
  const schema = JSON.parse(JSON.stringify(senderProfileJsonSchema())) as object;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, `${JSON.stringify(schema, undefined, 2)}\n`);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(schema);
});

const isRead = (text: string): boolean => {
  try {
    parseSenderProfile(text, 'p.yaml');
    return true;
  } catch {
    return false;
  }
};

describe('the schema and whoever reads the profile agree', () => {
  const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(senderProfileJsonSchema());
  const swap = (was: string, is: string): string => {
    expect(DOCUMENTED).toContain(was);
    return DOCUMENTED.replace(was, is);
  };
  test.each([
    ['the profile in the documentation', () => DOCUMENTED],
    ['one source, without brackets', () => swap('sources: [gatt, healthkit]', 'sources: health-connect')],
    ['both wires', () => swap('out: fhir', 'out: [fhir, hl7v2]')],
    [
      'a person who pairs',
      () => swap("pairing: { by: command, start: 'node adapter.js' }", 'pairing: { by: operator }'),
    ],
    ['no restart', () => `${DOCUMENTED}reset: absent\n`],
    ['no back-filling, and a port', () => `${DOCUMENTED}policies: { backfill: none }\nbus: { port: 4711 }\n`],
  ])('let through: %s', (_what, text) => {
    expect(valid(parse(text())), JSON.stringify(valid.errors)).toBe(true);
    expect(isRead(text())).toBe(true);
  });
  test.each([
    ['an unknown key', () => `${DOCUMENTED}colour: red\n`],
    ['a live sender', () => swap('environment: test', 'environment: production')],
    ['a receiver', () => swap('role: sender', 'role: receiver')],
    ['no source at all', () => swap('sources: [gatt, healthkit]', 'sources: []')],
    ['a source that nobody knows', () => swap('sources: [gatt, healthkit]', 'sources: [gatt, pigeon]')],
    ['a wire that nobody knows', () => swap('out: fhir', 'out: fax')],
    ['a command that is not said', () => swap("start: 'node adapter.js' ", '')],
    ['a restart of another kind', () => `${DOCUMENTED}reset: perhaps\n`],
    ['no name', () => swap('name: GlucoBridge\n', '')],
  ])('refused: %s', (_what, text) => {
    expect(valid(parse(text()))).toBe(false);
    expect(isRead(text())).toBe(false);
  });
});
