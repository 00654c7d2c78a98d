import { expect, test } from 'vitest';
import { decodeRole } from './clinician.ts';
import { decodeDevice } from './device.ts';
import { EXAMPLES } from './examples.ts';
import { decodeReading } from './observation.ts';
import { decodeOrder } from './order.ts';
import { decodePatient } from './patient.ts';
import { registry } from './registry.test-helper.ts';

const { identifierOf } = registry();
const relative = { system: 'mrn', value: '1' };
const example = (name: string) => EXAMPLES[name] ?? {};
const refused = (at: string) => ({ ok: false, refusal: { code: 'bad-value', at } });

test('a system that would name something else elsewhere is refused with its place', () => {
  const identifier = [relative];
  const system = 'identifier[0].system';
  expect(decodePatient({ ...example('patient'), identifier })).toMatchObject(refused(`Patient.${system}`));
  expect(decodeRole({ ...example('clinician'), identifier }, identifierOf)).toMatchObject(
    refused(`PractitionerRole.${system}`),
  );
  expect(decodeDevice({ ...example('meter'), identifier }, identifierOf)).toMatchObject(refused(`Device.${system}`));
  const order = { ...example('order-glucose'), identifier };
  expect(decodeOrder(order, identifierOf)).toMatchObject(refused(`ServiceRequest.${system}`));
  const grouped = { ...example('order-glucose'), requisition: relative };
  expect(decodeOrder(grouped, identifierOf)).toMatchObject(refused('ServiceRequest.requisition.system'));
  const reading = { ...example('reading-sent'), device: { identifier: relative } };
  expect(decodeReading(reading, identifierOf)).toMatchObject(refused('Observation.device.identifier.system'));
});
