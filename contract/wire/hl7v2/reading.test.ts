import { describe, expect, test } from 'vitest';
import { HEAD, PID, OBR, obx, oru, decode, one, refused } from './reading-rows.test-helper.ts';

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

  test.each([
    ['a second repetition', [obx({ 18: 'SN1~0123456789ABCDEF^^0123456789ABCDEF^EUI-64' })]],
    ['a repetition behind one of another kind', [obx({ 18: 'SN1^METER~X^^0123456789ABCDEF^EUI-64' })]],
    [
      'the header, beside a serial number that names none',
      [
        'OBX|1||528401^^MDC|1|||||||X|||||||0123456789ABCDEF^^0123456789ABCDEF^EUI-64',
        obx({ 4: '1.0.0.1', 18: 'SN1' }),
      ],
    ],
  ])('its device may stand in %s', (_where, rows) => {
    expect(one(...rows)).toMatchObject({ device: { value: '01-23-45-67-89-AB-CD-EF' } });
  });

  test('its unit may stand there in a second code, or in one of the sender', () => {
    for (const unit of ['mg/dL^^UCUM^264274^MDC_DIM_MILLI_G_PER_DL^MDC', 'mg/dL^^UCUM^MGDL^^L'])
      expect(one(obx({ 6: unit }))).toMatchObject({ result: { quantity: { value: '212', unit: 'mg/dL' } } });
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

  const measurements = (subId: (index: number) => string) =>
    Array.from({ length: 1990 }, (_, index) => obx({ 4: subId(index) }));
  test.each([
    [
      'device headers',
      [
        ...Array.from(
          { length: 17_000 },
          (_, index) => `OBX|1||528401^^MDC|${index + 5000}|||||||X|||||||0123456789ABCDEF^^0123456789ABCDEF^EUI-64`,
        ),
        ...measurements(String),
      ],
    ],
    [
      'rows that describe every measurement',
      [...measurements(() => '1'), ...Array.from({ length: 16_000 }, () => 'OBX|1|NM|SEQUENCE^^99VPF|1|7||||||F')],
    ],
  ])('thousands of %s beside thousands of measurements are read in linear time', (_what, rows) => {
    const begun = performance.now();
    const outcome = decode(oru(OBR, ...rows));
    expect(outcome.ok && outcome.value.length).toBe(1990);
    // Row by row for each measurement it takes more than twenty.
    expect(performance.now() - begun).toBeLessThan(10_000);
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
    [
      'an alternate unit that is another',
      [OBR, obx({ 5: '7', 6: 'mg/dL^^UCUM^mmol/L^^UCUM' })],
      ['bad-value', 'OBX^1^6'],
    ],
    ['an alternate unit by MDC', [OBR, obx({ 5: '7', 6: 'mg/dL^^UCUM^266866^^MDC' })], ['bad-value', 'OBX^1^6']],
    [
      'control solution, of none of two measurements',
      [OBR, obx({}), obx({ 4: '2', 5: '101' }), 'OBX|3|CWE|8417844^^MDC||8417860^^MDC||||||F'],
      ['bad-value', 'OBX^3^4'],
    ],
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
