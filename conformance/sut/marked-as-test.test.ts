import { expect, test } from 'vitest';
import { encodePatient } from '../../contract/wire/fhir/patient.ts';
import { encodeReading } from '../../contract/wire/fhir/observation.ts';
import type { JsonObject } from '../../contract/wire/json/lossless.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const HTEST = { security: [expect.objectContaining({ code: 'HTEST' }) as unknown] };

/** Contract and bindings, ground rules: everything that is simulated says so. */
test.each<[string, JsonObject]>([
  [
    'a patient',
    encodePatient({ identifier: patient, family: 'Doe', given: 'Jo', gender: 'other', birthDate: '1970-01-01' }),
  ],
  [
    'a reading',
    encodeReading(
      {
        identifier: { system: 'urn:example:meter', value: 'R1' },
        patient,
        measure: 'glucose',
        code: { system: 'http://loinc.org', code: '41653-7' },
        status: 'final',
        effective: '2035-01-08T09:00:00-05:00',
        result: { kind: 'value', quantity: { value: '7.0', unit: 'mg/dL' } },
      },
      () => 'Patient/1',
    ),
  ],
])('%s is marked HTEST', (_what, resource) => expect(resource['meta']).toMatchObject(HTEST));
