import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENVELOPE, NAMESPACES, identifier, instant } from './arbitraries.test-helper.ts';
import { parseMessage } from './message.ts';
import type { StatedPermission } from './permission.ts';
import { decodePermissionMessage, encodePermissionMessage, isPermissionMessage } from './permission.ts';

const granted: StatedPermission = {
  patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
  measure: 'glucose',
  status: 'granted',
  at: '2026-03-02T10:05:00-05:00',
};
const TEXT = encodePermissionMessage(granted, ENVELOPE, NAMESPACES);
const parsed = (text: string) => {
  const outcome = parseMessage(text);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
};
const decode = (text: string) => decodePermissionMessage(parsed(text), NAMESPACES);

describe('a permission', () => {
  test('is the ORU^R01 that the binding says', () => {
    const [, pid, obr, obx] = TEXT.split('\r');
    expect(pid).toContain('MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR');
    expect(obr).toBe('OBR|1|||59284-0^Patient Consent^LN|||20260302100500-0500||||||||||||||||||F');
    expect(obx).toBe('OBX|1|CWE|41653-7^^LN||GRANTED^^99VPF||||||F|||20260302100500-0500');
    expect(isPermissionMessage(parsed(TEXT))).toBe(true);
    expect(isPermissionMessage(parsed(TEXT.replace('59284-0', '59284-1')))).toBe(false);
  });

  test('comes back as it was', () => {
    const permission = fc
      .record({
        identifier: fc.option(identifier, { nil: undefined }),
        patient: identifier,
        measure: fc.constantFrom('glucose' as const, 'weight' as const),
        status: fc.constantFrom('granted' as const, 'withdrawn' as const),
        at: instant,
      })
      .map(({ identifier: key, ...rest }): StatedPermission =>
        key === undefined ? rest : { ...rest, identifier: key },
      );
    fc.assert(
      fc.property(permission, (stated) => {
        expect(decode(encodePermissionMessage(stated, ENVELOPE, NAMESPACES))).toEqual({ ok: true, value: stated });
      }),
    );
  });

  test.each([
    ['no patient', /PID[^\r]*\r/, '', 'missing-element', 'PID^1'],
    ['no word', 'GRANTED^^99VPF', '', 'missing-element', 'OBX^1^5'],
    ['another word', 'GRANTED^^99VPF', 'YES^^99VPF', 'bad-value', 'OBX^1^5'],
    ['a word of somebody else', 'GRANTED^^99VPF', 'GRANTED^^L', 'bad-value', 'OBX^1^5'],
    ['a number', 'CWE', 'NM', 'field-not-understood', 'OBX^1^2'],
    ['a preliminary one', '99VPF||||||F', '99VPF||||||P', 'field-not-understood', 'OBX^1^11'],
    ['two measures', '41653-7^^LN', '41653-7^^LN^29463-7^^LN', 'bad-value', 'OBX^1^3'],
    ['two codes', '41653-7^^LN', '41653-7^^LN~29463-7^^LN', 'field-not-understood', 'OBX^1^3'],
    ['two words', 'GRANTED^^99VPF', 'GRANTED^^99VPF~WITHDRAWN^^99VPF', 'field-not-understood', 'OBX^1^5'],
    ['a word and another', 'GRANTED^^99VPF', 'GRANTED^^99VPF^WITHDRAWN^^99VPF', 'field-not-understood', 'OBX^1^5'],
    [
      'two times',
      /\|20260302100500-0500\r$/,
      '|20260302100500-0500~20260303100500-0500\r',
      'field-not-understood',
      'OBX^1^14',
    ],
    ['no measure of ours', '41653-7^^LN', '8867-4^^LN', 'unknown-code', 'OBX^1^3'],
    ['no time', /\|20260302100500-0500\r$/, '\r', 'missing-element', 'OBX^1^14'],
    ['no offset', /20260302100500-0500\r$/, '20260302100500\r', 'time-without-offset', 'OBX^1^14'],
    ['a key without its namespace', 'OBR|1||', 'OBR|1||K1', 'missing-element', 'OBR^1^3'],
    ['two', /(OBX[^\r]*\r)$/, '$1$1', 'field-not-understood', 'OBX^2'],
    ['a reading beside it', /(OBX[^\r]*\r)$/, '$1OBR|2||R1^METER\r', 'field-not-understood', 'OBR^2'],
  ])('%s is refused', (_what, from, to, code, at) => {
    expect(TEXT.replace(from, to)).not.toBe(TEXT);
    expect(decode(TEXT.replace(from, to))).toMatchObject({ ok: false, refusal: { code, at } });
  });
});
