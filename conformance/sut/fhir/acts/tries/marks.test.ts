import { describe, expect, test } from 'vitest';
import { encodeReading } from '../../../../../contract/wire/fhir/observation.ts';
import { EHR } from '../../../actor.ts';
import { type Scripted, scriptedContext } from '../../scripted.test-helper.ts';
import { isMarkedAsTest } from './marks.ts';
import { tryAtSurface } from './tries.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }];
const marked = { resourceType: 'Observation', id: 'o1', meta: { security } };
const unmarked = { resourceType: 'Observation', id: 'o2', meta: { versionId: '1' } };
const item = { resourceType: 'Task', id: 't1' };
const found = (...resources: object[]): Scripted => ({
  body: { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) },
});

/** Effects of both looks at a system that shows these. */
const effects = async (readings: readonly object[], items: readonly object[]) => {
  const { context } = scriptedContext(({ url }) => found(...(url.includes('/Task') ? items : readings)));
  context.book.learn('Patient/p1', patient);
  const one = async (attempt: 'read-marked-as-test' | 'find-unmarked') =>
    (await tryAtSurface(context, { op: 'surface.try', attempt, patient }, EHR)).output?.effect;
  return [await one('read-marked-as-test'), await one('find-unmarked')];
};

describe('the mark of a test', () => {
  test('is among the security labels', () => {
    expect([marked, unmarked, {}, { meta: { security: [{ code: 'R' }] } }].map(isMarkedAsTest)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
  test('is on everything that the harness sends', () => {
    const reading = encodeReading(
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
    );
    expect(isMarkedAsTest(reading)).toBe(true);
  });
  test('is looked for on every reading and item of a patient', async () => {
    expect(await effects([marked], [])).toEqual([true, false]);
    expect(await effects([marked], [{ ...item, meta: { security } }])).toEqual([true, false]);
    expect(await effects([marked, unmarked], [])).toEqual([false, true]);
    expect(await effects([marked], [item])).toEqual([false, true]);
    expect(await effects([], [])).toEqual([false, false]);
  });
});
