import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineScenario } from '../document/scenario.ts';
import { appleHealthStream, loadAppleHealth } from './recorded-apple-health.ts';
import { recordedSource } from './recorded.ts';
import type { StreamRequest } from './stream-source.ts';

const record = (type: string, unit: string, when: string, value: string): string =>
  `<Record type="HKQuantityTypeIdentifier${type}" sourceName="S" unit="${unit}" creationDate="${when}" startDate="${when}" endDate="${when}" value="${value}"/>`;
const EXPORT = `<?xml version="1.0"?><HealthData>
${record('BodyMass', 'kg', '2024-03-03 07:00:00 -0500', '84.9')}
${record('BloodGlucose', 'mg/dL', '2024-03-01 08:00:00 -0500', '212')}
${record('BloodGlucose', 'mg/dL', '2023-01-01 08:00:00 -0500', '99')}
${record('BodyMass', 'stone', '2024-03-04 07:00:00 -0500', '13')}
${record('StepCount', 'count', '2024-03-01 07:00:00 -0500', '1000')}
</HealthData>`;

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vitalproof-apple-'));
  file = join(dir, 'export.xml');
  writeFileSync(file, EXPORT);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const lane = (recorded: 'aim94' | 'apple-health') => [
  {
    scenario: defineScenario({
      name: 's',
      title: 's',
      patients: { person: { recorded } },
      acts: [{ at: 'd1 00:00', stream: {} }],
    }),
  },
];
const request: StreamRequest = {
  recorded: 'apple-health',
  person: 0,
  index: 0,
  lane: 'l',
  from: Date.parse('2035-01-08T05:00:00Z'),
  zone: 'America/New_York',
  seed: 1,
};

describe('an Apple Health export as a stream', () => {
  test('its last days, in the order of measuring, moved by whole weeks, with the digits as written', async () => {
    const data = await loadAppleHealth(file, lane('apple-health'));
    const readings = data === undefined ? [] : appleHealthStream(data)({ ...request, days: 28 });
    expect(readings.map((r) => (r.result.kind === 'value' ? r.result.quantity : r.result))).toEqual([
      { value: '212', unit: 'mg/dL' },
      { value: '84.9', unit: 'kg' },
    ]);
    const [first, second] = readings;
    expect(first?.effective).toBeGreaterThanOrEqual(request.from);
    expect(((first?.effective ?? 0) - Date.parse('2024-03-01T13:00:00Z')) % (7 * 86_400_000)).toBe(0);
    expect((second?.effective ?? 0) - (first?.effective ?? 0)).toBe(47 * 3_600_000);
  });
  test('every record is accounted for, the damaged one with its line', async () => {
    const data = await loadAppleHealth(file, lane('apple-health'));
    const source = recordedSource(file, data);
    source.stream(request);
    expect(source.used()).toEqual([
      expect.objectContaining({
        file: 'export.xml',
        lines: 5,
        glucose: 3,
        other: 1,
        unparsable: 1,
        problems: [{ line: 5, why: expect.stringContaining('stone') }],
      }),
    ]);
  });
  test('is read only where a lane plays it', async () => {
    expect(await loadAppleHealth(undefined, lane('aim94'))).toBeUndefined();
  });
  test.each([
    ['no file is named', undefined, /plays an Apple Health export/],
    ['a folder is named', '.', /no file/],
  ])('%s', async (_what, data, says) => {
    await expect(loadAppleHealth(data, lane('apple-health'))).rejects.toThrow(says);
  });
  test('an export without glucose and weight is refused', async () => {
    writeFileSync(file, '<HealthData></HealthData>');
    await expect(loadAppleHealth(file, lane('apple-health'))).rejects.toThrow(/no blood glucose/);
  });
});
