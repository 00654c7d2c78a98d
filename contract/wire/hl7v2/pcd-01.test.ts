import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../domain/reading.ts';
import { ENVELOPE, NAMESPACES, reading as anyReading } from './arbitraries.test-helper.ts';
import { EXAMPLES } from './examples.ts';
import { parseMessage } from './message.ts';
import { encodePcd01Message } from './pcd-01.ts';
import { decodeReadingMessage, encodeReadingMessage } from './reading.ts';

const decoded = (text: string): Reading => {
  const parsed = parseMessage(text);
  if (!parsed.ok) throw new Error(parsed.refusal.detail ?? parsed.refusal.code);
  const outcome = decodeReadingMessage(parsed.value, NAMESPACES);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  expect(outcome.value).toHaveLength(1);
  const [only] = outcome.value;
  if (only === undefined) throw new Error('no reading');
  return only;
};
/** What the form does not carry over: the key (made of what the reading is) and a LOINC code. */
const carried = ({ identifier: _key, code: _code, ...rest }: Reading) => rest;

describe('IHE PCD-01', () => {
  test('says of a reading what the message of 2.5.1 says', () => {
    fc.assert(
      fc.property(anyReading(), (reading) => {
        const plain = decoded(encodeReadingMessage([reading], ENVELOPE, NAMESPACES));
        const pcd = decoded(encodePcd01Message(reading, ENVELOPE, NAMESPACES));
        expect(carried(pcd)).toEqual(carried(plain));
        if (reading.code.system !== 'http://loinc.org') expect(pcd.code).toEqual(plain.code);
      }),
    );
  });

  const rows = (EXAMPLES['reading-pcd01'] ?? '').split('\r').map((row) => row.split('|'));
  const fields = (name: string, field: number): string[] =>
    rows.filter(([n]) => n === name).map((row) => row[field] ?? '');

  test('is of 2.6, in enhanced mode, under its profile', () => {
    expect(fields('MSH', 11)).toEqual(['2.6']);
    expect([fields('MSH', 14), fields('MSH', 15)]).toEqual([['NE'], ['AL']]);
    expect(fields('MSH', 20)).toEqual(['IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.4.1^ISO']);
  });

  test('is a tree: the device, its metric, and what stands below the metric', () => {
    expect(fields('OBX', 4)).toEqual(['1', '1.0.0.1', '1.0.0.1.1', '1.0.0.1.2']);
    expect(fields('OBX', 3).map((code) => code.split('^')[0])).toEqual(['528401', '160184', '8417864', 'SEQUENCE']);
    expect(fields('OBX', 18)[0]).toContain('^EUI-64');
  });

  test('terms and units are of IEEE 11073', () => {
    expect(fields('OBX', 6)[1]).toBe('264274^MDC_DIM_MILLI_G_PER_DL^MDC');
    const weight: Reading = {
      identifier: { system: 'urn:x', value: '1' },
      patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
      measure: 'weight',
      code: { system: 'http://loinc.org', code: '29463-7' },
      status: 'final',
      effective: '2026-03-03T07:05:00-05:00',
      result: { kind: 'value', quantity: { value: '179.6', unit: '[lb_av]' } },
    };
    const text = encodePcd01Message(weight, ENVELOPE, NAMESPACES);
    expect(text).toContain('188736^MDC_MASS_BODY_ACTUAL^MDC');
    expect(text).toContain('|179.6|263904^MDC_DIM_LB^MDC|');
    expect(decoded(text).identifier).toEqual(weight.identifier);
  });
});
