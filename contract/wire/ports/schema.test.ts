import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { PORTS } from '../../ports.ts';
import { CALLS, PORTS_WITH_CALLS } from './calls.ts';
import { helloSchema, portSchema } from './schema.ts';

const FOLDER = new URL('schemas/', import.meta.url);
const all = [...PORTS_WITH_CALLS.map((port) => [port, portSchema(port)] as const), ['hello', helloSchema()] as const];
const validator = (schema: object) => new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

const as = { role: 'ehr' };
const id = (value: string) => ({ system: 'urn:example:x', value });
const reading = {
  identifier: id('R1'),
  patient: id('MRN1'),
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '2339-0' },
  status: 'final',
  effective: '2035-01-08T09:00:00',
  result: { kind: 'value', quantity: { value: '25x', unit: 'mgdl' } },
};

test.each(all)(
  'schemas/%s.schema.json is what the code says (UPDATE_DOCS=1 rewrites it; format it afterwards)',
  (name, schema) => {
    const file = new URL(`${name}.schema.json`, FOLDER);
    const plain = JSON.parse(JSON.stringify(schema)) as object;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, `${JSON.stringify(plain, undefined, 2)}\n`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(plain);
  },
);

test('no schema is left of a port that is gone, and every port at which a system is called has one', () => {
  const names = readdirSync(FOLDER).map((name) => name.replace('.schema.json', ''));
  expect(names.toSorted()).toEqual([...PORTS_WITH_CALLS, 'hello'].toSorted());
  // There the system calls, over HL7 v2 alone.
  const called = PORTS.filter((port) => port !== 'alerts-out');
  expect(PORTS_WITH_CALLS.toSorted()).toEqual(called.toSorted());
});

describe('a published schema', () => {
  const readingsIn = validator(portSchema('readings-in'));
  const ok = { outcome: 'ok' };
  test('lets through what a device sent wrongly: it is for the system to refuse', () =>
    expect(readingsIn({ request: { call: 'reading.submit', as, reading }, answer: ok })).toBe(true));
  test('lets an answer say more than is asked', () =>
    expect(readingsIn({ request: { call: 'reading.submit', as, reading }, answer: { ...ok, trace: 7 } })).toBe(true));
  test.each<[string, object, object]>([
    ['a call that is none', { call: 'reading.send', as, reading }, ok],
    ['a call without whose credentials', { call: 'reading.submit', reading }, ok],
    [
      'a number where text is asked, because digits would be lost',
      { call: 'reading.submit', as, reading: { ...reading, effective: 7 } },
      ok,
    ],
    ['an outcome that is none', { call: 'reading.submit', as, reading }, { outcome: 'maybe' }],
    ['an answer to another call', { call: 'reading.together', as, kind: 'batch', readings: [reading] }, ok],
  ])('does not let through %s', (_what, request, answer) => expect(readingsIn({ request, answer })).toBe(false));
});

test('a call has one name in all ports, and a device goes where it is used', () => {
  const names = PORTS_WITH_CALLS.flatMap((port) => Object.keys(CALLS[port]));
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual(['device.register']);
});
