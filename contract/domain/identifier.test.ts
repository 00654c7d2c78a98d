import { expect, test } from 'vitest';
import { isSystem } from './identifier.ts';

test.each([
  'http://hl7.org/fhir/sid/us-npi',
  'https://example.org/mrn',
  'urn:example:ehr:placer',
  'urn:oid:2.999.1.1',
  'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
  'urn:vitalproof:ns:GOOD%20HEALTH',
])('%s is a system', (text) => {
  expect(isSystem(text)).toBe(true);
});

test.each([
  '',
  'mrn',
  'MRN:x',
  'urn:',
  'https://',
  'HTTP://example.org',
  ' urn:x:y',
  'urn:x:y\n',
  'urn:x:a b',
  'urn:x:a|b',
  'urn:oid:',
  'urn:oid:2.999.01',
  'urn:oid:mrn',
  'urn:uuid:C757873D-EC9A-4326-A141-556F43239520',
  'urn:uuid:1',
])('%j is none', (text) => {
  expect(isSystem(text)).toBe(false);
});
