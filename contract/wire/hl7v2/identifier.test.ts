import { describe, expect, test } from 'vitest';
import { authorityOf, systemOf } from './identifier.ts';

const NAMES = { EHR: 'urn:example:ehr:placer' };

describe('the system that an assigning authority names', () => {
  test.each([
    ['EHR', '', '', 'urn:example:ehr:placer'],
    ['', '2.999.1.1', 'ISO', 'urn:oid:2.999.1.1'],
    ['', 'https://example.org/mrn', 'URI', 'https://example.org/mrn'],
    ['LAB', '', '', 'urn:vitalproof:ns:LAB'],
    // By FHIR it is shown as a URI, which has no blanks.
    ['GOOD HEALTH', '', '', 'urn:vitalproof:ns:GOOD%20HEALTH'],
    ['', 'mrn', 'URI', undefined],
    ['', 'two words', 'ISO', undefined],
    ['LAB', '2.999.01', 'ISO', undefined],
    ['a|b', '', '', undefined],
    ['', '', '', undefined],
  ])('%j %j %j is %j', (name, id, type, system) => {
    expect(systemOf(name, id, type, NAMES)).toBe(system);
  });

  test.each([
    'urn:vitalproof:ns:GOOD%20HEALTH',
    'urn:vitalproof:ns:%zz',
    'urn:vitalproof:ns:a%2',
    'urn:vitalproof:ns:%41',
  ])('%s comes back from the authority that is written for it', (system) => {
    const [name = '', id = '', type = ''] = authorityOf(system, NAMES);
    expect(systemOf(name, id, type, NAMES)).toBe(system);
  });

  test('a name that was encoded is written as it is', () => {
    expect(authorityOf('urn:vitalproof:ns:GOOD%20HEALTH', NAMES)).toEqual(['GOOD HEALTH']);
  });
});
