import { describe, expect, test } from 'vitest';
import type { Reading } from '../../domain/index.ts';
import type { Outcome } from '../../refusal.ts';
import { NAMESPACES } from './arbitraries.test-helper.ts';
import { parseMessage } from './message.ts';
import { decodeReadingMessage } from './reading.ts';

const GLUCOSE = '41653-7^Glucose [Mass/volume] in Capillary blood by Glucometer^LN';
const HEAD =
  'MSH|^~\\&|GATEWAY|HOME|RPM|GOODHEALTH|20260303080512.000-0500||ORU^R01^ORU_R01|RES00042|T|2.5.1|||||USA|UNICODE UTF-8';
const PID = 'PID|1||MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR||Sørensen^Jane^^^^^L||19700115|F';
const OBR =
  'OBR|1|PLC-7001^EHR|42^METER|359772000^Glucose monitoring at home^SCT|||20260303075900-0500|||||||||||||||20260303080512.000-0500|||F';

/** An OBX by its fields. */
const obx = (fields: Readonly<Record<number, string>>): string => {
  const all: Readonly<Record<number, string>> = {
    1: '1',
    2: 'NM',
    3: GLUCOSE,
    4: '1',
    5: '212',
    6: 'mg/dL^mg/dL^UCUM',
    11: 'F',
    14: '20260303075900-0500',
    ...fields,
  };
  return `OBX${Array.from({ length: 19 }, (_, index) => `|${all[index + 1] ?? ''}`).join('')}`;
};
const oru = (...segments: readonly string[]): string =>
  `${[HEAD, PID, 'ORC|RE|PLC-7001^EHR', ...segments].join('\r')}\r`;
const decode = (text: string): Outcome<readonly Reading[]> => {
  const parsed = parseMessage(text);
  return parsed.ok ? decodeReadingMessage(parsed.value, NAMESPACES) : parsed;
};
const one = (...segments: readonly string[]): Partial<Reading> => {
  const outcome = decode(oru(OBR, ...segments));
  if (!outcome.ok || outcome.value.length !== 1) throw new Error(JSON.stringify(outcome));
  return outcome.value[0] ?? {};
};
const refused = (...segments: readonly string[]) => {
  const outcome = decode(oru(...segments));
  return outcome.ok ? outcome.value : [outcome.refusal.code, outcome.refusal.at];
};

const context = (code: string) => `OBX|2|CWE|8417864^^MDC|1|${code}^^MDC||||||F`;

describe('a reading', () => {
  test('as a gateway sends it, with a note, a context and fields that are ours to say', () => {
    const reading = one(
      obx({
        7: '70-160',
        8: 'H',
        16: 'PAT^Self',
        18: 'METER-00A1^ACME^0123456789ABCDEF^EUI-64',
        19: '20260303080512.000-0500',
      }),
      'NTE|1|P|After pancakes \\T\\ syrup\\.br\\felt fine',
      'OBX|2|CWE|8417864^MDC_CTXT_GLU_MEAL^MDC|1|8417872^MDC_CTXT_GLU_MEAL_POSTPRANDIAL^MDC||||||F|||20260303075900-0500',
      'OBX|3|NM|SEQUENCE^^99VPF|1|42||||||F',
    );
    expect(reading).toEqual({
      identifier: { system: 'urn:example:meter-readings', value: '42' },
      patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
      measure: 'glucose',
      code: { system: 'http://loinc.org', code: '41653-7' },
      status: 'final',
      effective: '2026-03-03T07:59:00-05:00',
      result: { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } },
      device: { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: '01-23-45-67-89-AB-CD-EF' },
      mealContext: 'post-meal',
      sequenceNumber: 42,
    });
  });

  test('in the manner of IEEE 11073: header rows, MDC codes and units, time in OBR-7', () => {
    const reading = one(
      'OBX|1|CWE|68220^MDC_TIME_SYNC_PROTOCOL^MDC|0.0.0.1|532224^MDC_TIME_SYNC_NONE^MDC||||||R',
      'OBX|2||528399^MDC_DEV_SPEC_PROFILE_SCALE^MDC|1|||||||X|||||||0123456789ABCDEF^^0123456789ABCDEF^EUI-64',
      obx({
        3: '188736^MDC_MASS_BODY_ACTUAL^MDC',
        4: '1.0.0.1',
        5: '81.40',
        6: '263875^MDC_DIM_KILO_G^MDC',
        11: 'R',
        14: '',
      }),
    );
    expect(reading).toMatchObject({
      measure: 'weight',
      code: { system: 'urn:iso:std:iso:11073:10101', code: '188736' },
      status: 'preliminary',
      effective: '2026-03-03T07:59:00-05:00',
      result: { kind: 'value', quantity: { value: '81.40', unit: 'kg' } },
      device: { value: '01-23-45-67-89-AB-CD-EF' },
    });
  });

  test.each([
    ['NM', { 5: '7.0', 6: 'mmol/L' }, { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } }],
    ['SN', { 2: 'SN', 5: '^212' }, { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } }],
    ['SN =', { 2: 'SN', 5: '=^212' }, { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } }],
    [
      'above the scale',
      { 2: 'SN', 5: '>^600', 8: '>' },
      { kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } },
    ],
    [
      'below it',
      { 2: 'SN', 5: '<^20' },
      { kind: 'off-scale', direction: 'low', bound: { value: '20', unit: 'mg/dL' } },
    ],
    [
      'a number flagged',
      { 5: '600', 8: 'HH~>' },
      { kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } },
    ],
    ['flagged alone', { 5: '', 6: '', 8: '<' }, { kind: 'off-scale', direction: 'low' }],
    ['none', { 5: '', 6: '', 11: 'X' }, { kind: 'absent', reason: 'unknown' }],
    ['none, and a leftover', { 5: '0', 11: 'X' }, { kind: 'absent', reason: 'unknown' }],
  ])('result: %s', (_what, fields, result) => {
    expect(one(obx(fields)).result).toEqual(result);
  });

  test('why there is no value', () => {
    expect(one(obx({ 5: '', 6: '', 11: 'X' }), 'OBX|2|CWE|ABSENT^^99VPF|1|not-performed^^99VPF||||||F').result).toEqual(
      {
        kind: 'absent',
        reason: 'not-performed',
      },
    );
  });

  test.each([
    ['P', 'preliminary'],
    ['R', 'preliminary'],
    ['F', 'final'],
    ['C', 'corrected'],
    ['A', 'corrected'],
    ['D', 'entered-in-error'],
    ['W', 'entered-in-error'],
  ])('OBX-11 %s is %s', (status, expected) => {
    expect(one(obx({ 11: status })).status).toBe(expected);
  });

  test.each([
    ['MMEAS^manual-measurement^MDC', true],
    ['AMEAS^auto-measurement^MDC', false],
    ['GLUC^Glucometer^L', undefined],
    ['', undefined],
  ])('OBX-17 %s: typed by the patient %s', (method, typed) => {
    expect(one(obx({ 17: method })).userEntered).toBe(typed);
  });

  test.each([
    ['METER-00A1', undefined],
    ['METER-00A1^ACME', { system: 'urn:vitalproof:ns:ACME', value: 'METER-00A1' }],
    [
      '^^01-23-45-67-89-ab-cd-ef^EUI-64',
      { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: '01-23-45-67-89-AB-CD-EF' },
    ],
    ['X^^1.2.3^ISO', { system: 'urn:oid:1.2.3', value: 'X' }],
    ['X^^short^EUI-64', undefined],
  ])('OBX-18 %s', (device, expected) => {
    expect(one(obx({ 18: device })).device).toEqual(expected);
  });

  test.each([
    ['one', ['8417868'], 'pre-meal', undefined],
    ['the same twice', ['8417868', '8417868'], 'pre-meal', undefined],
    ['two', ['8417868', '8417872'], 'pre-meal', ['post-meal']],
    ['one that nobody knows', ['29300'], undefined, undefined],
    ['one that nobody knows beside a known one', ['8417868', '29300'], undefined, undefined],
  ])('meal context: %s', (_what, codes, mealContext, furtherContexts) => {
    const { mealContext: first, furtherContexts: further } = one(obx({}), ...codes.map(context));
    expect([first, further]).toEqual([mealContext, furtherContexts]);
  });

  test.each([
    ['an erasure', obx({ 5: '', 6: '', 11: 'D' }), 'entered-in-error', 'unknown'],
    ['a null in it', obx({ 5: '""', 11: 'W' }), 'entered-in-error', 'unknown'],
    ['a correction that says why', obx({ 5: '', 6: '', 11: 'C' }), 'corrected', 'error'],
  ])('without a value: %s', (_what, row, status, reason) => {
    const rows = status === 'corrected' ? ['OBX|2|CWE|ABSENT^^99VPF|1|error^^99VPF||||||C'] : [];
    expect(one(row, ...rows)).toMatchObject({ status, result: { kind: 'absent', reason } });
  });

  test('an erasure keeps the value that it states', () => {
    expect(one(obx({ 11: 'D' })).result).toEqual({ kind: 'value', quantity: { value: '212', unit: 'mg/dL' } });
  });

  test.each([
    ['an interstitial code', { 3: '99504-3^^LN' }, 'glucose', { system: 'http://loinc.org', code: '99504-3' }],
    ['a local code', { 3: 'GLU', 6: 'kg' }, 'weight', { system: 'urn:vitalproof:ns:L', code: 'GLU' }],
    [
      'control solution beside a measure',
      { 3: '41653-7^^LN^160208^^MDC' },
      'glucose',
      { system: 'urn:iso:std:iso:11073:10101', code: '160208' },
    ],
    ['a mass code with moles', { 6: 'mmol/L' }, 'glucose', { system: 'http://loinc.org', code: '41653-7' }],
    [
      'a local code with LOINC as alternate',
      { 3: 'GLU^^L^41653-7^^LN' },
      'glucose',
      { system: 'http://loinc.org', code: '41653-7' },
    ],
  ])('%s passes: the pipeline judges codes', (_what, fields, measure, code) => {
    expect(one(obx(fields))).toMatchObject({ measure, code });
  });

  test('a sample that is control solution makes it one; of a finger it stays blood', () => {
    const sample = (code: string) => `OBX|2|CWE|8417844^MDC_CTXT_GLU_SAMPLELOCATION^MDC|1|${code}^^MDC||||||F`;
    expect(one(obx({}), sample('8417860')).code?.code).toBe('160208');
    expect(one(obx({}), sample('8417848')).code?.code).toBe('41653-7');
  });
});

describe('several readings', () => {
  test('one an OBR: OBR-3 is the key; a PID holds until the next', () => {
    const text = oru(
      OBR,
      obx({}),
      OBR.replace('42^', '43^'),
      obx({ 5: '98' }),
      PID.replace('1001', '2002'),
      OBR,
      obx({ 5: '99' }),
    );
    const outcome = decode(text);
    expect(outcome.ok && outcome.value.map(({ identifier, patient }) => [identifier.value, patient.value])).toEqual([
      ['42', 'MRN1001'],
      ['43', 'MRN1001'],
      ['42', 'MRN2002'],
    ]);
  });

  test('several in one OBR: code and sub-id make the key, and rows belong by sub-id', () => {
    const outcome = decode(
      oru(
        OBR,
        obx({ 4: 'a' }),
        obx({ 4: 'b', 5: '98' }),
        'OBX|3|CWE|8417864^^MDC|b|8417868^^MDC||||||F',
        'OBX|4|NM|SEQUENCE^^99VPF||7||||||F',
      ),
    );
    expect(
      outcome.ok &&
        outcome.value.map(({ identifier, mealContext, sequenceNumber }) => [
          identifier.value,
          mealContext,
          sequenceNumber,
        ]),
    ).toEqual([
      ['42/41653-7/a', undefined, undefined],
      ['42/41653-7/b', 'pre-meal', undefined],
    ]);
  });

  test('eighteen thousand rows in one OBR are read in linear time', () => {
    const rows = Array.from({ length: 2000 }, (_, index) => [
      obx({ 4: String(index) }),
      ...Array.from({ length: 8 }, () => `OBX|1|NM|SEQUENCE^^99VPF|${index}|7||||||F`),
    ]).flat();
    const outcome = decode(oru(OBR, ...rows));
    expect(outcome.ok && outcome.value.length).toBe(2000);
  });
});

describe('what is refused, and where', () => {
  test.each([
    ['no offset', [OBR, obx({ 14: '20260303075900' })], ['time-without-offset', 'OBX^1^14']],
    ['a date', [OBR, obx({ 14: '20260303' })], ['time-without-offset', 'OBX^1^14']],
    ['no offset in OBR-7', [OBR.replace('075900-0500', '075900'), obx({ 14: '' })], ['time-without-offset', 'OBR^1^7']],
    ['no time', [OBR.replace('20260303075900-0500', ''), obx({ 14: '' })], ['missing-element', 'OBX^1^14']],
    ['an unknown unit', [OBR, obx({ 6: 'mg/dl^mg/dl^UCUM' })], ['unknown-unit', 'OBX^1^6']],
    ['an unknown unit of the second reading', [OBR, obx({}), OBR, obx({ 6: 'lb' })], ['unknown-unit', 'OBX^2^6']],
    ['an unknown unit off scale', [OBR, obx({ 2: 'SN', 5: '>^600', 6: 'mg%' })], ['unknown-unit', 'OBX^1^6']],
    ['an MDC unit we do not know', [OBR, obx({ 6: '263441^MDC_DIM_CENTI_M^MDC' })], ['unknown-unit', 'OBX^1^6']],
    ['no unit', [OBR, obx({ 6: '' })], ['missing-element', 'OBX^1^6']],
    ['a locale comma', [OBR, obx({ 5: '7,0' })], ['bad-value', 'OBX^1^5']],
    ['a word', [OBR, obx({ 5: 'HI' })], ['bad-value', 'OBX^1^5']],
    ['a negative number', [OBR, obx({ 5: '-7.0' })], ['bad-value', 'OBX^1^5^1^1']],
    ['text', [OBR, obx({ 2: 'ST' })], ['bad-value', 'OBX^1^2']],
    ['a number in two parts', [OBR, obx({ 5: '212^5' })], ['bad-value', 'OBX^1^5']],
    ['a number cut by &', [OBR, obx({ 5: '2&12' })], ['bad-value', 'OBX^1^5']],
    ['a bound cut by &', [OBR, obx({ 2: 'SN', 5: '>^600&7' })], ['bad-value', 'OBX^1^5']],
    ['more than an SN has', [OBR, obx({ 2: 'SN', 5: '>^600^^^7' })], ['bad-value', 'OBX^1^5']],
    ['two measures', [OBR, obx({ 3: '41653-7^x^LN^29463-7^y^LN' })], ['bad-value', 'OBX^1^3']],
    ['NUL in its key', [OBR.replace('42^METER', '4\\X00\\2^METER'), obx({})], ['bad-value', 'OBR^1^3']],
    ['a bell in its device', [OBR, obx({ 18: 'ME\u0007TER^ACME' })], ['bad-value', 'OBX^1^18']],
    ['no value', [OBR, obx({ 5: '' })], ['missing-element', 'OBX^1^5']],
    ['a null value', [OBR, obx({ 5: '""' })], ['missing-element', 'OBX^1^5']],
    ['at least', [OBR, obx({ 2: 'SN', 5: '>=^600' })], ['bad-value', 'OBX^1^5^1^1']],
    ['a ratio', [OBR, obx({ 2: 'SN', 5: '^1^:^2' })], ['bad-value', 'OBX^1^5^1^3']],
    ['above and below', [OBR, obx({ 2: 'SN', 5: '>^600', 8: '<' })], ['bad-value', 'OBX^1^8']],
    ['both flags', [OBR, obx({ 5: '', 8: '>~<' })], ['bad-value', 'OBX^1^8']],
    ['no status', [OBR, obx({ 11: '' })], ['missing-element', 'OBX^1^11']],
    ['a status of orders', [OBR, obx({ 11: 'O' })], ['field-not-understood', 'OBX^1^11']],
    ['a correction to nothing', [OBR, obx({ 5: '', 6: '', 11: 'C' })], ['missing-element', 'OBX^1^5']],
    ['an erasure with half a value', [OBR, obx({ 6: '', 11: 'D' })], ['missing-element', 'OBX^1^6']],
    ['no code', [OBR, obx({ 3: '' })], ['missing-element', 'OBX^1^3']],
    ['no key', [OBR.replace('42^METER', ''), obx({})], ['missing-element', 'OBR^1^3']],
    ['a key without namespace', [OBR.replace('42^METER', '42'), obx({})], ['missing-element', 'OBR^1^3']],
    ['no OBR', [obx({})], ['malformed', 'OBX^1^1']],
    ['no OBX', [OBR], ['missing-element', 'OBR^1^4']],
    ['nothing', [], ['missing-element', 'OBR^1']],
    ['a record number too large', [OBR, obx({}), 'OBX|2|NM|SEQUENCE^^99VPF|1|65536||||||F'], ['bad-value', 'OBX^2^5']],
    ['a record number broken', [OBR, obx({}), 'OBX|2|NM|SEQUENCE^^99VPF|1|4.2||||||F'], ['bad-value', 'OBX^2^5']],
    ['a value that could not be had', [OBR, obx({ 5: '305', 11: 'X' })], ['bad-value', 'OBX^1^5']],
    ['beyond the scale and not to be had', [OBR, obx({ 5: '', 6: '', 8: '>', 11: 'X' })], ['bad-value', 'OBX^1^8']],
    [
      'a value beside a reason for none',
      [OBR, obx({}), 'OBX|2|CWE|ABSENT^^99VPF|1|error^^99VPF||||||F'],
      ['bad-value', 'OBX^1^5'],
    ],
    [
      'beyond the scale beside a reason for none',
      [OBR, obx({ 5: '', 6: '', 8: '<' }), 'OBX|2|CWE|ABSENT^^99VPF|1|error^^99VPF||||||F'],
      ['bad-value', 'OBX^1^8'],
    ],
    [
      'two record numbers',
      [OBR, obx({}), ...['42', '43'].map((n) => `OBX|2|NM|SEQUENCE^^99VPF|1|${n}||||||F`)],
      ['bad-value', 'OBX^3^5'],
    ],
    [
      'two reasons',
      [
        OBR,
        obx({ 5: '', 11: 'X' }),
        ...['error', 'unknown'].map((r) => `OBX|2|CWE|ABSENT^^99VPF|1|${r}^^99VPF||||||F`),
      ],
      ['bad-value', 'OBX^3^5'],
    ],
    ['two values', [OBR, obx({ 5: '305~100' })], ['field-not-understood', 'OBX^1^5']],
    ['two keys', [OBR.replace('42^METER', '42^METER~43^METER'), obx({})], ['field-not-understood', 'OBR^1^3']],
    ['two units', [OBR, obx({ 6: 'mg/dL~mmol/L' })], ['field-not-understood', 'OBX^1^6']],
    ['two codes', [OBR, obx({ 3: '41653-7^^LN~29463-7^^LN' })], ['field-not-understood', 'OBX^1^3']],
    ['two states', [OBR, obx({ 11: 'F~C' })], ['field-not-understood', 'OBX^1^11']],
    ['two times', [OBR, obx({ 14: '20260303075900-0500~20260303085900-0500' })], ['field-not-understood', 'OBX^1^14']],
    [
      'an unknown reason',
      [OBR, obx({ 11: 'X' }), 'OBX|2|CWE|ABSENT^^99VPF|1|tired^^99VPF||||||F'],
      ['bad-value', 'OBX^2^5'],
    ],
  ])('%s', (_what, segments, refusal) => {
    expect(refused(...segments)).toEqual(refusal);
  });

  test('no patient', () => {
    expect(decode(`${[HEAD, OBR, obx({})].join('\r')}\r`)).toMatchObject({
      refusal: { code: 'missing-element', at: 'PID^1' },
    });
  });
});

describe('IHE PCD-01', () => {
  const PCD_HEAD =
    'MSH|^~\\&|ACME_PHG^ECDE3D4E58532D31^EUI-64||RPM^2.999.1.2^ISO||20260303080512-0500||ORU^R01^ORU_R01|PCD00042|T|2.6|||NE|AL||UNICODE UTF-8|||IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.4.1^ISO';
  const PCD_OBR =
    'OBR|1|AB12345^ACME_PHG^ECDE3D4E58532D31^EUI-64|CD12345^ACME_PHG^ECDE3D4E58532D31^EUI-64|182777000^monitoring of patient^SNOMED-CT|||20260303075900-0500|20260303075901-0500';
  const header = (subId: string, profile: string, eui: string) =>
    `OBX|2||${profile}^^MDC|${subId}|||||||X|||||||${eui}^^${eui}^EUI-64`;
  const METER = header('1', '528401', '0123456789ABCDEF');
  const SCALE = header('2', '528399', 'FEDCBA9876543210');
  const glucose = obx({ 3: '160184^^MDC', 4: '1.0.0.1', 6: '264274^MDC_DIM_MILLI_G_PER_DL^MDC', 11: 'R' });
  const weight = obx({ 3: '188736^^MDC', 4: '2.0.0.1', 5: '81.4', 6: '263875^MDC_DIM_KILO_G^MDC', 11: 'R' });
  const sync = 'OBX|1|CWE|68220^MDC_TIME_SYNC_PROTOCOL^MDC|0.0.0.1|532224^MDC_TIME_SYNC_NONE^MDC||||||R';
  const pcd = (...rows: readonly string[]): readonly Reading[] => {
    const outcome = decode([PCD_HEAD, PID, PCD_OBR, sync, ...rows].join('\r'));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    return outcome.value;
  };

  test('a reading of a known device has its key from what it is', () => {
    expect(pcd(METER, glucose)).toEqual([
      {
        identifier: {
          system: 'http://hl7.org/fhir/uv/phd/StructureDefinition/PhdBaseObservation',
          value: '0123456789ABCDEF-MRN1001-urn:oid:2.999.1.1-160184-20260303075900-0500',
        },
        patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
        measure: 'glucose',
        code: { system: 'urn:iso:std:iso:11073:10101', code: '160184' },
        status: 'preliminary',
        effective: '2026-03-03T07:59:00-05:00',
        result: { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } },
        device: { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: '01-23-45-67-89-AB-CD-EF' },
      },
    ]);
  });

  test('the memory sent again under another OBR-3 has the same key; another second has another', () => {
    const keys = (text: string) => {
      const outcome = decode(text);
      return outcome.ok ? outcome.value.map(({ identifier }) => identifier.value) : [];
    };
    const text = [PCD_HEAD, PID, PCD_OBR, METER, glucose].join('\r');
    expect(keys(text.replace('CD12345', 'CD99999'))).toEqual(keys(text));
    expect(keys(text.replaceAll('075900-0500', '075901-0500'))).not.toEqual(keys(text));
  });

  test('without an EUI-64, OBR-3 is the key', () => {
    expect(pcd(glucose).map(({ identifier }) => identifier.value)).toEqual(['CD12345']);
  });

  test('each metric belongs to its device, and each facet to its metric', () => {
    const readings = pcd(METER, SCALE, weight, glucose, 'OBX|9|CWE|8417864^^MDC|1.0.0.1.1|8417872^^MDC||||||R');
    expect(readings.map(({ measure, device, mealContext }) => [measure, device?.value, mealContext])).toEqual([
      ['weight', 'FE-DC-BA-98-76-54-32-10', undefined],
      ['glucose', '01-23-45-67-89-AB-CD-EF', 'post-meal'],
    ]);
  });

  test('a facet says which metric was control solution, and its key stays', () => {
    const [liquid, blood] = pcd(
      METER,
      glucose,
      obx({ 3: '160184^^MDC', 4: '1.0.0.2', 14: '20260303080100-0500', 11: 'R' }),
      'OBX|9|CWE|8417844^^MDC|1.0.0.1.2|8417860^MDC_CTXT_GLU_SAMPLELOCATION_CTRLSOLUTION^MDC||||||R',
    );
    expect([liquid?.code.code, blood?.code.code]).toEqual(['160208', '160184']);
    expect(liquid?.identifier.value).toContain('-160184-');
  });

  test('the same rows in 2.5.1 keep the key of the sender', () => {
    expect(one(METER, glucose).identifier).toEqual({ system: 'urn:example:meter-readings', value: '42' });
  });
});
