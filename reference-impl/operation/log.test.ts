import { expect, test } from 'vitest';
import { routesOf } from '../api/fhir/routes.ts';
import { placeOf, traceOf } from './log.ts';

test.each([
  ['/fhir/Observation', '/fhir/Observation'],
  ['/fhir/Observation/o42/_history/1', '/fhir/Observation'],
  ['/fhir/Task?patient=Patient/p1&identifier=urn:oid:2.999.1.1%7CMRN1001', '/fhir/Task'],
  ['/fhir/$test-clock-advance', '/fhir/$test-clock-advance'],
  ['/fhir/MRN1001', '/fhir/-'],
  ['/fhir/JaneDoe', '/fhir/-'],
  ['/JaneDoe/Roe', '/-/-'],
  ['/assets/bcef2f31a65d023b/pages.css', '/assets/-'],
  ['/fhir/$JaneDoe', '/fhir/-'],
  ['/clinician/patients/p1/order', '/clinician/patients'],
  ['/fhir/Jane%20Doe', '/fhir/-'],
  ['/metrics', '/metrics'],
  ['/', '/'],
  ['', ''],
  [`/fhir/${'x'.repeat(41)}`, '/fhir/-'],
])('%s is told of as %s', (path, place) => {
  expect(placeOf(path)).toBe(place);
});

test('whatever is offered is told as it is', () => {
  const told = routesOf({ clockPort: true }).map(({ path }) => placeOf(`/fhir${path.replaceAll(/:[a-z]+/g, '7')}`));
  expect(told.filter((place) => place.includes('-/') || place.endsWith('/-'))).toEqual([]);
});

test('of an error its kind and its place are told, and not its words', () => {
  const trace = traceOf(new TypeError('MRN1001 is no number\n    at nowhere'));
  expect(trace.name).toBe('TypeError');
  expect(trace.at.length).toBeGreaterThan(0);
  expect(trace.at.every((line) => line.startsWith('at '))).toBe(true);
  expect(JSON.stringify(trace)).not.toContain('MRN1001');
  expect(traceOf('MRN1001')).toEqual({ name: 'string', at: [] });
});
