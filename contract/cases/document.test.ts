import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { casesDocument } from './document.ts';
import { loadCases } from './load.ts';
import { caseJsonSchema } from './schema.ts';

const update = process.env['UPDATE_DOCS'] === '1';
const cases = loadCases();

describe('docs/cases.md', () => {
  test('is what the cases say (UPDATE_DOCS=1 rewrites it)', () => {
    const document = casesDocument(cases);
    if (update) writeFileSync('docs/cases.md', document);
    expect(readFileSync('docs/cases.md', 'utf8')).toBe(document);
  });

  test('shows what is refused, replayed, raised and late', () => {
    const document = casesDocument(cases);
    expect(document).toContain('03-05 10:20  reading during: 212 mg/dL -> REFUSED no-active-order');
    expect(document).toContain('03-05 10:10  again high: 212 mg/dL, measured 03-05 09:00 -> replayed');
    expect(document).toContain('             + abnormal H to Rivera\n');
    expect(document).toContain('             + change U on thu to Okafor, late\n');
    expect(document).toContain('order scale: gain > 2 kg in 3 d -> ok');
    for (const one of cases) expect(document).toContain(`### Case ${one.number}: ${one.title}\n`);
  });
});

describe('case.schema.json', () => {
  const FILE = 'contract/cases/case.schema.json';

  test('is what the schema says (UPDATE_DOCS=1 rewrites it; format it afterwards)', () => {
    const schema: unknown = JSON.parse(JSON.stringify(caseJsonSchema()));
    if (update) writeFileSync(FILE, `${JSON.stringify(schema, null, 2)}\n`);
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(schema);
  });

  test('accepts every case and refuses an act with two verbs or an unknown field', () => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(FILE, 'utf8')));
    for (const one of cases) {
      const content = parse(readFileSync(one.file, 'utf8'));
      expect(validate(content), `${one.name} ${JSON.stringify(validate.errors)}`).toBe(true);
      expect(validate({ ...content, colour: 'red' })).toBe(false);
      const [first, ...acts] = content.timeline;
      expect(validate({ ...content, timeline: [{ ...first, hold: 'x' }, ...acts] })).toBe(false);
    }
  });
});
