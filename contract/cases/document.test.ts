import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { casesDocument } from './document.ts';
import { caseExplained } from './explained.ts';
import { loadCases } from './load.ts';
import { pictureOf } from './picture.ts';
import { caseJsonSchema } from './schema/case.ts';

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
    expect(document).toContain('             + abnormal H on high to Rivera\n');
    expect(document).toContain('             + change U on thu to Okafor, late\n');
    expect(document).toContain('order scale: gain > 2 kg in 3 d -> ok');
    for (const one of cases) expect(document).toContain(`### Case ${one.number}: ${one.title}\n`);
  });
});

describe('a case, explained', () => {
  test('says the ruling, what happened, what the system declares, the clause and why, in lines that fit', () => {
    const one = cases.find((c) => c.name === 'RDG-fhir-conflict');
    const text = one === undefined ? '' : caseExplained(one);
    expect(text).toMatch(/^case \d+: A conditional create may answer a conflict/);
    expect(text).toContain('reading other: 112 mg/dL, measured 03-05 09:00 -> REFUSED identifier-conflict');
    expect(text).toContain('  system        duplicates conditional-create, FHIR\n');
    expect(text).toContain('  contract      Admission 3: FHIR conditional create;');
    expect(text).toContain('  why           FHIR R4 lets If-None-Exist answer 200');
    for (const line of text.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(120);
  });
});

describe('the picture of a case', () => {
  test('has at most eight lines and fits a terminal', () => {
    for (const one of cases) {
      const lines = pictureOf(one);
      expect(lines.length, one.name).toBeLessThanOrEqual(8);
      expect(Math.max(...lines.map((line) => line.length)), one.name).toBeLessThanOrEqual(100);
    }
  });

  test('shows holds, refusals, early measurements and items where they happen', () => {
    const held = cases.find((c) => c.name === 'ORD-on-hold');
    expect(held === undefined ? [] : pictureOf(held)).toEqual([
      '03-05       08:00 08:05 10:00 10:20 10:30 12:00 12:10 12:30',
      'sugar       [===========|.................|=================',
      'permission        +=========================================',
      'readings                      212x  <205        <212x 190',
      'items                               +H                +H',
    ]);
  });

  test('marks corrections, copies and changes', () => {
    const all = cases.flatMap(pictureOf).join('\n');
    for (const mark of ['~132', '+HH1', '-HH1', '~H', '/212', '+gap', '+sum', '+odd', '+(H)', 'seen', 'away', 'pick'])
      expect(all).toContain(mark);
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
