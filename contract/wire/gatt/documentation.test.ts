import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DECODER, type Characteristic } from './characteristics.ts';
import { encodeGlucoseContext } from './glucose-context.ts';
import { encodeGlucoseFeature } from './glucose-feature.ts';
import { encodeGlucoseMeasurement, glucoseAmount, type GlucoseMeasurement } from './glucose-measurement.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { encodeFrame, fragmentsOf } from './northmere/frame.ts';
import { encodeCommand, encodeMessage } from './northmere/messages.ts';
import { encodeRacpRequest, encodeRacpResponse } from './racp.ts';
import { encodeWeightScaleFeature } from './weight-feature.ts';
import { encodeWeightMeasurement } from './weight-measurement.ts';

/** `UPDATE_DOCS=1` writes the generated parts into the document instead of comparing them. */
const DOCUMENT = fileURLToPath(new URL('../../../docs/devices.md', import.meta.url));
const TABLE = /<!-- table ([a-z]+) -->\n[\s\S]*?<!-- end -->\n/g;

type Example = readonly [name: string, bytes: Uint8Array, says: string];

const AT: Omit<GlucoseMeasurement, 'concentration'> = {
  sequence: 10_000,
  baseTime: '2026-11-23T12:05:00',
  offsetMinutes: -300,
  contextFollows: false,
};
const ON_FINGER = { type: 1, location: 1 } as const;

const GLUCOSE: readonly Example[] = [
  [
    '2A18',
    encodeGlucoseMeasurement({
      ...AT,
      concentration: { ...glucoseAmount('120', 'mg/dL'), ...ON_FINGER },
      contextFollows: true,
    }),
    '120 mg/dL, number 10,000, seen at 07:05, a context follows',
  ],
  ['2A34', encodeGlucoseContext({ sequence: 10_000, meal: 3 }), 'its context: fasting'],
  [
    '2A18',
    encodeGlucoseMeasurement({ ...AT, concentration: { ...glucoseAmount('6.5', 'mmol/L'), ...ON_FINGER } }),
    '6.5 mmol/L',
  ],
  [
    '2A18',
    encodeGlucoseMeasurement({
      ...AT,
      concentration: { unit: 'kg/L', amount: { kind: '-INF' }, ...ON_FINGER },
      status: ['result-too-low'],
    }),
    'LO',
  ],
  [
    '2A18',
    encodeGlucoseMeasurement({ ...AT, concentration: { ...glucoseAmount('110', 'mg/dL'), type: 10, location: 4 } }),
    'control solution, 110 mg/dL',
  ],
  ['2A51', encodeGlucoseFeature(['battery-low-detection', 'result-range-detection']), 'tells low battery, HI and LO'],
  ['2A52', encodeRacpRequest({ op: 'report', selection: { operator: 'all' } }), 'report all records'],
  ['2A52', encodeRacpRequest({ op: 'report', selection: { operator: 'last' } }), 'report the newest'],
  [
    '2A52',
    encodeRacpRequest({ op: 'report', selection: { operator: 'at-least', filter: 'sequence', value: 45 } }),
    'report from number 45 on',
  ],
  ['2A52', encodeRacpRequest({ op: 'count', selection: { operator: 'all' } }), 'count all'],
  ['2A52', encodeRacpResponse({ op: 'count-response', count: 268 }), '268 of them'],
  ['2A52', encodeRacpResponse({ op: 'response', request: 1, result: 'success' }), 'reported'],
  ['2A52', encodeRacpResponse({ op: 'response', request: 1, result: 'no-records-found' }), 'nothing to report'],
];

const WEIGHT: readonly Example[] = [
  [
    '2A9D',
    encodeWeightMeasurement({ unit: 'kg', weight: '82.4', time: '2026-11-23T06:30:00', user: 3 }),
    '82.4 kg, user 3',
  ],
  ['2A9D', encodeWeightMeasurement({ unit: '[lb_av]', weight: '181.6' }), '181.6 lb, without a time'],
  ['2A9D', encodeWeightMeasurement({ unit: 'kg', user: 255 }), 'unsuccessful, nobody knows whose'],
  [
    '2A9E',
    encodeWeightScaleFeature({
      timeStamp: true,
      multipleUsers: true,
      bodyMassIndex: false,
      weightResolution: 3,
      heightResolution: 0,
    }),
    'has a clock and users, shows 0.1 kg',
  ],
];

const ROOM = 20;
const fragments = (name: string, frame: Uint8Array, says: string): readonly Example[] =>
  fragmentsOf(frame, ROOM).map((fragment, at, all) => [
    name,
    fragment,
    all.length === 1 ? says : `${says}, part ${at + 1} of ${all.length}`,
  ]);
const record = {
  counter: 70_000,
  seconds: (Date.UTC(2026, 10, 23, 12, 5) - Date.UTC(2000, 0, 1)) / 1000,
  offsetMinutes: -300,
  unit: 'mg/dL',
  result: { kind: 'value', count: 120 },
  control: false,
  batteryLow: false,
  meal: 3,
} as const;
const NORTHMERE: readonly Example[] = [
  ...fragments('…0002', encodeFrame(encodeCommand({ kind: 'tell-state' })), 'tell your state'),
  ...fragments(
    '…0003',
    encodeFrame(encodeMessage({ kind: 'state', state: { memoryId: 7, oldest: 69_500, next: 70_001 } })),
    'records 69,500 to 70,000',
  ),
  ...fragments(
    '…0002',
    encodeFrame(encodeCommand({ kind: 'tell-records', from: 70_000, most: 255 })),
    'from 70,000 on',
  ),
  ...fragments(
    '…0003',
    encodeFrame(encodeMessage({ kind: 'records', records: [record] })),
    'number 70,000: 120 mg/dL, fasting',
  ),
  ...fragments('…0003', encodeFrame(encodeMessage({ kind: 'end', sent: 1 })), 'that was one'),
];

const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  glucose: GLUCOSE,
  weight: WEIGHT,
  northmere: NORTHMERE,
};

const spaced = (bytes: Uint8Array): string => hexOf(bytes).replace(/(..)(?=.)/g, '$1 ');

/** As the formatter of the repository would align it. */
function tableOf(examples: readonly Example[]): string {
  const rows = [
    ['where', 'bytes', 'says'],
    ...examples.map(([name, bytes, says]) => [name, `\`${spaced(bytes)}\``, says]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

const generated = (document: string): string =>
  document.replace(
    TABLE,
    (_, name: string) => `<!-- table ${name} -->\n\n${tableOf(EXAMPLES[name] ?? [])}\n\n<!-- end -->\n`,
  );

describe('docs/devices.md', () => {
  test('shows what the codecs write', () => {
    const document = readFileSync(DOCUMENT, 'utf8');
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOCUMENT, generated(document));
    else expect(document).toBe(generated(document));
    expect([...document.matchAll(TABLE)].map(([, name]) => name)).toEqual(Object.keys(EXAMPLES));
  });

  test.each([...GLUCOSE, ...WEIGHT])('%s can be read: %#', (name, bytes) => {
    expect(() => DECODER[name as Characteristic](bytes)).not.toThrow();
    expect(bytesOfHex(spaced(bytes))).toEqual(bytes);
  });
});
