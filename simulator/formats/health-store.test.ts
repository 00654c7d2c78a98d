import { describe, expect, test } from 'vitest';
import type { Reading } from '../../contract/domain/index.ts';
import { decodeHealthConnectRecord } from '../../contract/wire/healthkit/health-connect.ts';
import { decodeHealthKitSample } from '../../contract/wire/healthkit/sample.ts';
import { parseLossless } from '../../contract/wire/json/lossless.ts';
import type { Delivery } from '../layers.ts';
import { importAppleHealth } from '../recorded/apple-health.ts';
import { APPLE_EXPORT } from './apple-export.ts';
import { HEALTH_CONNECT, HEALTHKIT } from './health-store.ts';
import { ABSENT, HIGH, linesOf, ONE, SAMPLE, WHO, withResult, written } from './sample.test-helper.ts';

const PATIENT = WHO.patient.identifier;
const other: Reading['result'] = { kind: 'value', quantity: { value: '99', unit: 'mg/dL' } };
const CORRECTED = withResult(other, { act: 'correct', version: 2, sentMs: ONE.sentMs + 1000, batch: 999 });
const RETRACTED: Delivery = { ...ONE, act: 'retract', version: 2, batch: 999 };

describe.each([
  ['healthkit', HEALTHKIT, decodeHealthKitSample],
  ['health-connect', HEALTH_CONNECT, decodeHealthConnectRecord],
] as const)('%s', (name, format, decode) => {
  test('a line a sample that reads back to the value, the time and the version', () => {
    const lines = linesOf(written(format, [...SAMPLE, CORRECTED]));
    expect(lines).toHaveLength(SAMPLE.length + 1);
    lines.forEach((line, i) => {
      const sent = SAMPLE[i] ?? CORRECTED;
      const read = decode(parseLossless(line), PATIENT);
      if (read.kind !== 'reading') throw new Error(read.why);
      expect(read.version).toBe(sent.version);
      const { identifier, result, effective } = read.reading;
      expect([identifier, result]).toEqual([sent.reading.identifier, sent.reading.result]);
      expect(Date.parse(effective)).toBe(Date.parse(sent.reading.effective));
    });
  });

  test('HI, failures and poison are in no health store', () => {
    expect(written(format, [HIGH, ABSENT, { ...ONE, poison: '5,4' }])).toBe('');
  });

  test('what is taken back is told by HealthKit alone', () => {
    const text = written(format, [RETRACTED]);
    if (name === 'healthkit') expect(text).toContain('"deletedObject":"HKQuantityTypeIdentifierBloodGlucose"');
    else expect(text).toBe('');
  });
});

describe('apple-export', () => {
  const imported = async (deliveries: readonly Delivery[]): Promise<readonly Reading[]> => {
    const text = written(APPLE_EXPORT, deliveries);
    const { readings, problems } = await importAppleHealth([text], { file: 'export.xml', patient: PATIENT });
    expect(problems).toEqual([]);
    return readings;
  };

  test('comes back through the importer as it was sent', async () => {
    expect(await imported(SAMPLE)).toEqual(SAMPLE.map(({ reading }) => reading));
  });

  test('the latest version counts, in the place of the first; what was deleted is gone; nothing is there twice', async () => {
    const corrected = await imported([...SAMPLE, CORRECTED, ONE]);
    expect(corrected).toHaveLength(SAMPLE.length);
    expect(corrected[0]?.result).toEqual(other);
    expect(await imported([...SAMPLE, RETRACTED, HIGH])).toHaveLength(SAMPLE.length - 1);
  });

  test('of nothing at all is a document too', async () => {
    expect(await imported([])).toEqual([]);
  });
});
