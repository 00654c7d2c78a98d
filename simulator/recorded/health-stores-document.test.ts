import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeHealthConnectRecord } from '../../contract/wire/healthkit/health-connect.ts';
import { decodeHealthKitSample, encodeHealthKitSample } from '../../contract/wire/healthkit/sample.ts';
import { encodeHealthConnectRecord } from '../../contract/wire/healthkit/health-connect.ts';
import { parseLossless, writeLossless, type JsonObject } from '../../contract/wire/json/lossless.ts';
import { readYamlDocument } from '../../contract/yaml/document.ts';
import { CsvMapping } from './csv-mapping.ts';

const text = readFileSync(new URL('../../docs/health-stores.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block]) => block ?? '');
const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };

test('the samples of docs/health-stores.md are what is written of one reading', () => {
  const [healthKit = '', healthConnect = ''] = blocks('json').map((block) =>
    writeLossless(parseLossless(block) as JsonObject),
  );
  const read = decodeHealthKitSample(parseLossless(healthKit), PATIENT);
  if (read.kind !== 'reading') throw new Error(read.why);
  expect(decodeHealthConnectRecord(parseLossless(healthConnect), PATIENT)).toMatchObject({
    kind: 'reading',
    reading: { identifier: read.reading.identifier, result: read.reading.result, mealContext: 'pre-meal' },
  });
  const told = [encodeHealthKitSample(read.reading, 1), encodeHealthConnectRecord(read.reading, 1)];
  expect(told.map((one) => one.kind === 'sample' && writeLossless(one.json))).toEqual([healthKit, healthConnect]);
});

test('its mapping is one', () => {
  const [mapping = ''] = blocks('yaml');
  expect(readYamlDocument(mapping, 'mapping.yaml', CsvMapping).value).toMatchObject({
    separator: 'semicolon',
    columns: { date: 'Datum', time: 'Uhrzeit' },
    units: { mmol: 'mmol/L' },
    high: ['HOCH', 'HI'],
    absent: { Fehler: 'error', '': 'unknown' },
  });
});
