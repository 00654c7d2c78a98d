import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryOf, mutatedOf } from './arbitrary.test-helper.ts';
import { Act, HistoryLine, OpLine } from './lines.ts';
import { historyJsonSchema } from './schema.ts';
import { sampleEnd, sampleOp, sampleRun, sampleSeen } from './sample-lines.test-helper.ts';

const FILE = join(import.meta.dirname, 'history.schema.json');

const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(historyJsonSchema());

test('the published schema is what the code says (UPDATE_DOCS=1 rewrites it; format it afterwards)', () => {
  const schema = structuredClone(historyJsonSchema());
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, `${JSON.stringify(schema, undefined, 2)}\n`);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(schema);
});

test('it is a valid schema of draft 2020-12', () => {
  expect(historyJsonSchema()).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  expect(new Ajv2020({ strict: false }).validateSchema(historyJsonSchema())).toBe(true);
});

const run = { kind: 'run', format: 2, ...sampleRun() };
const op = { kind: 'op', seq: 1, ...sampleOp() };
const seen = { kind: 'seen', seq: 1, ...sampleSeen() };
const fault = { kind: 'fault', seq: 1, fault: 'killed', from: 1, until: 2 };
const end = { kind: 'end', seq: 1, ...sampleEnd() };

describe('it takes', () => {
  test.each(Object.entries({ run, op, seen, fault, end }))('a line of kind %s', (_kind, line) => {
    expect([validate(line), validate.errors]).toEqual([true, null]);
  });
  test.each(Act.options.map((option) => [option.shape.op.value, option] as const))(
    'the operation %s',
    (_name, option) => {
      fc.assert(
        fc.property(arbitraryOf(option), (act) => {
          expect([validate({ ...op, act }), validate.errors]).toEqual([true, null]);
        }),
        { numRuns: 20 },
      );
    },
  );
});

describe('it refuses', () => {
  test.each<[string, object]>([
    ['an unknown kind', { ...op, kind: 'rumour' }],
    ['an unknown operation', { ...op, act: { op: 'order.dance' } }],
    ['an unknown member', { ...op, colour: 'red' }],
    ['an unknown member deep inside', { ...seen, item: { ...seen.item, patient: { ...seen.item.patient, x: 1 } } }],
    ['a member that is missing', { ...op, settled: undefined }],
    ['a text for a number', { ...op, settled: '7' }],
    ['a negative instant', { ...op, sent: -1 }],
    ['a fraction of a nanosecond', { ...op, sent: 0.5 }],
    ['a line number of zero', { ...op, seq: 0 }],
    ['an instant without an offset', { ...op, wall: '2035-01-10T12:00:00' }],
    ['an outcome of another name', { ...op, outcome: 'maybe' }],
    ['another format', { ...run, format: 1 }],
    ['an empty identifier', { ...op, act: { op: 'audit.read', patient: { system: '', value: 'x' } } }],
    ['a checksum in capitals', { ...end, crc32: 'ABCDEF01' }],
    ['a list', [op]],
  ])('%s', (_what, line) => {
    expect(validate(JSON.parse(JSON.stringify(line)))).toBe(false);
  });
});

/** What JSON Schema cannot say. */
const inexpressible = (line: unknown): boolean => JSON.stringify(line).includes('"text":');

test('it says of changed lines what the code says', () => {
  fc.assert(
    fc.property(
      arbitraryOf(HistoryLine).chain((line) => mutatedOf(line)),
      (line) => {
        if (!inexpressible(line)) expect(validate(line)).toBe(HistoryLine.safeParse(line).success);
      },
    ),
    { numRuns: 3000 },
  );
});

test('the order of members in a line is the order of the schema, as the quick reader expects', () => {
  expect(Object.keys(OpLine.parse(Object.fromEntries(Object.entries(op).toReversed())))).toEqual(Object.keys(op));
});
