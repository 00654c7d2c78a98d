import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { defineScenario, loadScenario, parseScenario, scenarioJsonSchema } from './scenario.ts';

const folder = join(import.meta.dirname, '../../scenarios');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

const problemOf = (text: string): InputProblem => {
  try {
    parseScenario(text, 'mine.yaml');
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('no problem was found');
};

const good = `name: mine
title: Mine
patients: [jane, bob]
acts:
  - at: d1 08:00
    order: { patient: jane, measure: glucose, limits: { reference: { low: 70, high: 180.0 } } }
  - at: +5min
    reading: { patient: jane, value: 212 mg/dL, name: high }
`;

describe('the standard scenarios', () => {
  test('are the standard six and the recorded ones', () =>
    expect(files.map((f) => f.replace('.yaml', ''))).toEqual([
      'first-week-type2',
      'heart-failure-decompensation',
      'limits-changed',
      'no-order-no-data',
      'permission-withdrawn',
      'recorded-aim94',
      'recorded-apple-health',
      'two-patients-two-limits',
    ]));
  test.each(files)('%s loads, and its file has its name', (file) =>
    expect(`${loadScenario(join(folder, file)).name}.yaml`).toBe(file),
  );
  test.each(files)('%s fits the published schema', (file) => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(scenarioJsonSchema());
    const document: unknown = parse(readFileSync(join(folder, file), 'utf8'));
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...(document as object), acts: [{ at: 'd1 08:00' }] })).toBe(false);
  });
});

test('the published JSON Schema is current (UPDATE_DOCS=1 rewrites it; format it afterwards)', () => {
  const file = join(folder, 'scenario.schema.json');
  const schema = structuredClone(scenarioJsonSchema());
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema);
});

describe('a document', () => {
  test('has defaults filled in, and decimals as written', () => {
    const scenario = parseScenario(good, 'mine.yaml');
    expect(scenario).toMatchObject({ zone: 'America/New_York', start: '2035-01-08', bindings: ['fhir', 'hl7v2'] });
    expect(scenario.patients).toEqual({ jane: {}, bob: {} });
    expect(scenario.acts[0]?.order?.limits?.reference).toEqual({ low: '70', high: '180.0' });
  });

  test('is the same from YAML and from TypeScript', () =>
    expect(
      defineScenario({
        name: 'mine',
        title: 'Mine',
        patients: ['jane', 'bob'],
        acts: [
          {
            at: 'd1 08:00',
            order: { patient: 'jane', measure: 'glucose', limits: { reference: { low: 70, high: '180.0' } } },
          },
          { at: '+5min', reading: { patient: 'jane', value: '212 mg/dL', name: 'high' } },
        ],
      }),
    ).toEqual(parseScenario(good, 'mine.yaml')));
});

describe('a mistake has file, line, path and what was expected', () => {
  test.each([
    ['a value without a unit', good.replace('212 mg/dL', '212'), 8, 'acts[1].reading.value', /what the meter shows/],
    [
      'an unknown field',
      good.replace('value: 212', 'valeu: 212'),
      8,
      'acts[1].reading.valeu',
      /one of name, patient, value/,
    ],
    ['an unknown verb', good.replace('reading:', 'measure:'), 8, 'acts[1].measure', /one of at, note, order/],
    ['two verbs', good.replace('    reading:', '    audit: {}\n    reading:'), 7, 'acts[1]', /exactly one verb/],
    ['no verb', `${good}  - at: d2 08:00\n`, 9, 'acts[2]', /exactly one verb/],
    ['a moment that is none', good.replace('+5min', 'soon'), 7, 'acts[1].at', /a moment, such as/],
    [
      'a bound that is no number',
      good.replace('low: 70', 'low: low'),
      6,
      'acts[0].order.limits.reference.low',
      /decimal/,
    ],
    ['a measure that is none', good.replace('glucose', 'sugar'), 6, 'acts[0].order.measure', /glucose/],
    ['a zone that is none', `zone: Mars/Base\n${good}`, 1, 'zone', /time zone/],
    [
      'a patient that is none',
      good.replace('{ patient: jane, value', '{ patient: jan, value'),
      8,
      'acts[1].reading.patient',
      /jane, bob/,
    ],
    [
      'a patient left out',
      good.replace('{ patient: jane, value', '{ value'),
      8,
      'acts[1].reading.patient',
      /jane, bob/,
    ],
    [
      'a reading that was never sent',
      `${good}  - replay: { patient: jane, reading: hihg }\n`,
      9,
      'acts[2].replay.reading',
      /high/,
    ],
    [
      'a reading of somebody else',
      `${good}  - replay: { patient: bob, reading: high }\n`,
      9,
      'acts[2].replay.reading',
      /none so far/,
    ],
    [
      'a name twice',
      `${good}  - reading: { patient: jane, value: HI, name: high }\n`,
      9,
      'acts[2].reading.name',
      /taken/,
    ],
    [
      'a change of no order',
      `${good}  - change: { patient: bob, status: on-hold }\n`,
      9,
      'acts[2].change.order',
      /which order/,
    ],
    ['no acts', good.slice(0, good.indexOf('acts:')), 1, 'acts', /required/],
    ['a name in capitals', good.replace('name: mine', 'name: Mine'), 1, 'name', /lower case/],
    ['a number where an act belongs', good.replace(/acts:[^]*/, 'acts: 3\n'), 4, 'acts', /a list/],
  ])('%s', (_what, text, line, path, expected) => {
    const problem = problemOf(text);
    expect(problem.place).toMatchObject({ file: 'mine.yaml', path });
    expect(problem.expected).toMatch(expected);
    expect(problem.place.line).toBe(line);
    expect(problem.exitCode).toBe(65);
  });

  test.each([
    ['not YAML', 'name: [', /YAML/],
    ['a key twice', `name: other\n${good}`, /YAML/],
    ['an alias', `${good}  - &a { at: d1 }\n  - *a\n`, /plain/],
  ])('%s', (_what, text, expected) => expect(problemOf(text).expected).toMatch(expected));

  test('a file that is not there', () =>
    expect(() => loadScenario('/nowhere/mine.yaml')).toThrow(expect.objectContaining({ name: 'InputProblem' })));

  test('describes itself in two lines', () =>
    expect(problemOf(good.replace('212 mg/dL', '212')).describe()).toMatch(
      /^mine\.yaml:8 at acts\[1\]\.reading\.value: "212" is not usable\n {2}expected: what the meter shows/,
    ));
});
