import { expect, test } from 'vitest';
import { acceptsJson } from './accepts-json.ts';

test.each([
  [undefined, true],
  ['', true],
  ['*/*', true],
  ['application/*', true],
  ['application/fhir+json', true],
  ['application/json', true],
  ['Application/FHIR+JSON; charset=UTF-8', true],
  ['application/fhir+json; fhirVersion=4.0', true],
  ['application/fhir+xml, application/fhir+json;q=0.1', true],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['application/fhir+json;q=0, application/json', true],
  ['application/fhir+xml', false],
  ['application/xml, text/xml', false],
  ['text/*', false],
  ['text/turtle', false],
  ['application/fhir+json;q=0', false],
  ['application/fhir+json;q=0, application/json;q=0.000, */*', false],
  ['application/fhir+json; fhirVersion=5.0', false],
  ['application/fhir+json; fhirVersion="4.0", application/fhir+json; fhirVersion=5.0', true],
])('Accept: %s', (header, accepted) => {
  expect(acceptsJson(header)).toBe(accepted);
});
