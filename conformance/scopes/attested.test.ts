import { expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { RunLine } from '../history/lines.ts';
import type { RequirementVerdict } from '../verdict/types.ts';
import { attestedIn, attestedNotes, withAttested } from './attested.ts';

const catalogue = loadCatalogue();
const runWith = (ports: RunLine['ports']) => ({ ports }) as RunLine;
const requirement = (id: string) => catalogue.byId(id) ?? expect.fail(`no ${id}`);
const judged = (verdict: RequirementVerdict['verdict']) => ({ verdict, reason: 'all met' }) as RequirementVerdict;

const run = runWith([
  { port: 'orders', served: ['operator'] },
  { port: 'coverage', served: ['operator'] },
  { port: 'patients', served: ['provisioned'] },
  { port: 'inbox', served: ['fhir'] },
]);

test('a requirement rests on the ports of its scope, and on those of the scope that it stands on', () => {
  expect(attestedIn(run, requirement('LIM-01'))).toEqual(['orders', 'patients']);
  expect(attestedIn(run, requirement('ALR-09'))).toEqual(['orders', 'coverage', 'patients']);
});
test('what is observed rests on nobody’s word', () =>
  expect(attestedIn(runWith([{ port: 'orders', served: ['fhir'] }]), requirement('LIM-01'))).toEqual([]));
test('a verdict in favour says so; one that is no claim does not need to', () => {
  expect(withAttested(judged('PASS'), ['orders'])).toMatchObject({
    verdict: 'PASS',
    attested: ['orders'],
    reason: 'all met; attested: orders',
  });
  expect(withAttested(judged('FAIL'), ['orders'])).toEqual(judged('FAIL'));
  expect(withAttested(judged('PASS'), [])).toEqual(judged('PASS'));
});
test('the run says who attested what', () =>
  expect(attestedNotes(run)).toEqual([
    'Attested by an operator, not observed: orders, coverage.',
    'Attested as made before the run, not observed: patients.',
  ]));
