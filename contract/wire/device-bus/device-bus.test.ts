import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { FromHarness, FromSender } from './messages.ts';
import { busJsonSchema } from './schema.ts';

const FILE = join(import.meta.dirname, 'device-bus.schema.json');

test('the published schema is what the code says (UPDATE_DOCS=1 rewrites it; format it afterwards)', () => {
  const schema = structuredClone(busJsonSchema());
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, `${JSON.stringify(schema, undefined, 2)}\n`);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(schema);
});

const document = readFileSync('docs/sender.md', 'utf8');

describe('docs/sender.md', () => {
  const types = [...FromHarness.options, ...FromSender.options].map((o) => o.shape.t.value);

  test('names or shows every message', () => {
    const isThere = (t: string): boolean => document.includes(`\`${t}\``) || document.includes(`"t":"${t}"`);
    expect(types.filter((t) => !isThere(t))).toEqual([]);
  });

  test('shows messages that fit the schema', () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(busJsonSchema());
    const shown = [...document.matchAll(/^(→|←) (\{.*\})$/gm)].map(([, who, json = '']) => ({ who, json }));
    expect(shown.length).toBeGreaterThan(10);
    for (const { who, json } of shown) {
      const line: unknown = JSON.parse(json);
      const sample = who === '→' ? { fromSender: line } : { fromHarness: line };
      const other = who === '→' ? { fromHarness: { n: 1, t: 'bye' } } : { fromSender: { n: 1, t: 'idle', upTo: 1 } };
      expect([validate({ ...other, ...sample }), json]).toEqual([true, json]);
    }
  });
});
