import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import { encodeFiledReading } from '../../../contract/wire/fhir/observation.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeItem } from '../../../contract/wire/fhir/task.ts';
import { EHR, gateway } from '../actor.ts';
import { lookAtInbox } from './acts/inbox.ts';
import { readReadings, submitReading } from './acts/readings.ts';
import { type Scripted, scriptedContext } from './scripted.test-helper.ts';

const STAMP = '2026-03-03T12:00:00Z';
const found = (...resources: object[]): Scripted => ({
  body: { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) },
});
const named = (resource: object, id: string, versionId: string): object => ({
  ...resource,
  id,
  meta: { versionId, lastUpdated: STAMP },
});

describe('versions of an item', () => {
  /** The versions of one item in looks that show it so, one after the other. */
  const versions = async (...versionIds: readonly string[]) => {
    const item = encodeItem(example.newItem, (type) => `${type}/x`, { id: 't1', version: 1, lastUpdated: STAMP });
    let looks = 0;
    const { context } = scriptedContext(({ url }) =>
      url.includes('/Task?')
        ? found(named(item, 't1', versionIds[looks++] ?? ''))
        : { body: { resourceType: 'Patient', id: 'x', identifier: [{ system: 's', value: 'x' }] } },
    );
    const seen: (number | undefined)[] = [];
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    for (let look = 0; look < versionIds.length; look++)
      seen.push((await lookAtInbox(context, {}, EHR)).items[0]?.version);
    return seen;
  };
  test('that count are what they say', async () => expect(await versions('1', '4')).toEqual([1, 4]));
  test('that do not count are told apart, in the order in which they came', async () =>
    expect(await versions('9b2f', '9b2f', 'a01c', '9b2f', '77e0')).toEqual([1, 1, 2, 1, 3]));
});

describe('versions of a reading', () => {
  const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
  const reading: Reading = {
    identifier: { system: 'urn:example:meter-readings', value: 'r-1' },
    patient,
    measure: 'glucose',
    code: { system: 'http://loinc.org', code: '41653-7' },
    status: 'final',
    effective: '2026-03-03T07:59:00-05:00',
    result: { kind: 'value', quantity: { value: '7.0', unit: 'mmol/L' } },
  };
  const filed = (status: Reading['status'], versionId: string): object => {
    const content = { reading: { ...reading, status }, version: 1, interpretation: [], ranges: [], orders: [] };
    const meta = { id: 'o1', version: 1, lastUpdated: STAMP };
    return named(
      encodeFiledReading(content, () => 'Patient/p1', meta),
      'o1',
      versionId,
    );
  };
  /** The version that a read shows, after what was answered to a creation; undefined: there was none over FHIR. */
  const shown = async (created: string | undefined, status: Reading['status'], read: string) => {
    const { context } = scriptedContext(({ method }) =>
      method === 'GET' ? found(filed(status, read)) : { status: 201, body: filed('final', created ?? '') },
    );
    context.book.learn('Patient/p1', patient);
    if (created !== undefined) await submitReading(context, { op: 'reading.submit', reading }, gateway(patient));
    const act = { op: 'reading.read', patient, identifier: reading.identifier } as const;
    return (await readReadings(context, act, EHR)).output?.readings?.[0]?.version;
  };
  test.each<[string | undefined, Reading['status'], string, number]>([
    ['1', 'corrected', '2', 2],
    ['1', 'final', '1', 1],
    ['a01c', 'final', 'a01c', 1],
    ['a01c', 'final', '9b2f', 2],
    [undefined, 'final', '9b2f', 1],
    [undefined, 'corrected', '9b2f', 2],
  ])('created as %s and shown as %s %s is the version %d', async (created, status, read, version) =>
    expect(await shown(created, status, read)).toBe(version),
  );
});
