import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import { encodeClinician } from '../../../contract/wire/fhir/clinician.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Pipeline } from '../../pipeline.ts';
import type { FhirOptions } from './app.ts';
import { type Client, startClient, tokenFor } from './client.test-helper.ts';
import { linksNow } from './links.test-helper.ts';

/** Tokens of every role, for the example's people. */
export const TOKEN = {
  ehr: tokenFor('ehr'),
  clinician: tokenFor('clinician', example.clinician.identifier),
  portal: tokenFor('portal', example.patient.identifier),
  gateway: tokenFor('gateway', example.patient.identifier),
  auditor: tokenFor('auditor'),
  clock: tokenFor('clock'),
} as const;

/** A reading like the example's with another key and value. */
export const readingOf = (value: string, key: string, effective = example.reading.effective): Reading => ({
  ...example.reading,
  identifier: { system: example.reading.identifier.system, value: key },
  effective,
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});

export interface Seeded extends Client {
  resource(reading: Reading): JsonObject;
  post(path: string, token: string, body: JsonObject): ReturnType<Client['call']>;
}

/** The example's patient, clinician, order and permission, all sent over HTTP. */
export const startSeeded = async (pipeline: Pipeline, options: Partial<FhirOptions> = {}): Promise<Seeded> => {
  const client = await startClient(pipeline, options);
  const { ref } = linksNow(pipeline, client.base);
  const post = (path: string, token: string, body: JsonObject) => client.call('POST', path, token, body);
  for (const [path, token, body] of [
    ['/Patient', TOKEN.ehr, () => encodePatient(example.patient)],
    ['/PractitionerRole', TOKEN.ehr, () => encodeClinician(example.clinician)],
    ['/ServiceRequest', TOKEN.ehr, () => encodeOrder(example.glucoseOrder, ref)],
    ['/Consent', TOKEN.portal, () => encodePermission(example.permission, ref)],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- each refers to the one before
    const answer = await post(path, token, body());
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  }
  return { ...client, post, resource: (reading) => encodeReading(reading, ref) };
};
