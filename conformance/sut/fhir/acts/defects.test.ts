import { expect, test } from 'vitest';
import type { Reading } from '../../../../contract/domain/index.ts';
import { decodeReading, encodeReading } from '../../../../contract/wire/fhir/observation.ts';
import { isObject, parseLossless, writeLossless } from '../../../../contract/wire/json/lossless.ts';
import type { WireDefect } from '../../../history/lines.ts';
import { withDefect } from './defects.ts';

const reading: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: 'R1' },
  patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: '2035-01-08T09:00:00-05:00',
  result: { kind: 'value', quantity: { value: '212.0', unit: 'mg/dL' } },
};
const whole = encodeReading(reading, (type) => `${type}/x`);
const sent = (defect: WireDefect | undefined): string => {
  const made = withDefect(whole, defect);
  return typeof made === 'string' ? made : writeLossless(made);
};

test('none leaves the reading as it is', () => expect(withDefect(whole, undefined)).toBe(whole));

test('a time without its offset, and nothing else', () =>
  expect(sent({ kind: 'time-without-offset' })).toBe(
    writeLossless(whole).replace('2035-01-08T09:00:00-05:00', '2035-01-08T09:00:00'),
  ));

test('an unknown unit, as text and as code', () => {
  const json = parseLossless(sent({ kind: 'unknown-unit', unit: 'mg%' }));
  const quantity = isObject(json) ? json['valueQuantity'] : undefined;
  expect(isObject(quantity) && [quantity['unit'], quantity['code']]).toEqual(['mg%', 'mg%']);
});

test.each([
  ['1,5', '"value":"1,5"'],
  ['-3', '"value":-3'],
  ['NaN', '"value":"NaN"'],
  ['007', '"value":007'],
])('a bad number: %s', (text, on) => expect(sent({ kind: 'bad-number', text })).toContain(on));

test.each<[string, Reading['result']]>([
  ['HI', { kind: 'off-scale', direction: 'high' }],
  ['LO with the bound of the meter', { kind: 'off-scale', direction: 'low', bound: { value: '20', unit: 'mg/dL' } }],
  ['a failed measurement', { kind: 'absent', reason: 'error' }],
])('a bad number in place of %s, which is refused for it', (_what, result) => {
  const made = withDefect(
    encodeReading({ ...reading, result }, (type) => `${type}/x`),
    { kind: 'bad-number', text: '-3' },
  );
  const json = typeof made === 'string' ? parseLossless(made) : made;
  if (!isObject(json)) throw new Error('no object');
  const read = decodeReading(json, () => reading.patient);
  expect(read).toMatchObject({ ok: false, refusal: { code: 'bad-value', at: 'Observation.valueQuantity.value' } });
});

test('another sender lies in the credentials, not in the body', () =>
  expect(withDefect(whole, { kind: 'sender-of', patient: reading.patient })).toBe(whole));

test('without the mark of a test, and nothing else', () => {
  const { meta: _mark, ...rest } = whole;
  expect(sent({ kind: 'unmarked' })).toBe(writeLossless(rest));
});
