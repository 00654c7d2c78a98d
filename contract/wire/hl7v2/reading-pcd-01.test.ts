import { describe, expect, test } from 'vitest';
import type { Reading } from '../../domain/index.ts';
import { PID, obx, decode, one } from './reading-rows.test-helper.ts';

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
