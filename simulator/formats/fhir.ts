import { encodeReading } from '../../contract/wire/fhir/observation.ts';
import type { ReferenceTo } from '../../contract/wire/fhir/references.ts';
import { isObject, JsonNumber, type JsonObject, writeLossless } from '../../contract/wire/json/lossless.ts';
import type { Delivery } from '../layers.ts';
import { eachDelivery } from './format.ts';
import { sentReading } from './sent.ts';

/** No server gave out ids yet, so a reference is made of the business key: `Patient/MRN…`, as `fhir-people` has it. */
export const byBusinessKey: ReferenceTo = (type, identifier) =>
  `${type === 'Recipient' ? 'PractitionerRole' : type}/${identifier.value.replace(/[^A-Za-z0-9.-]/g, '-')}`;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What is no reading stands where the value would, as a number where JSON has such a one, else as text. */
const poisoned = (resource: JsonObject, text: string): JsonObject => {
  const { valueQuantity } = resource;
  const value = NUMBER.test(text) ? new JsonNumber(text) : text;
  return { ...resource, valueQuantity: { ...(isObject(valueQuantity) ? valueQuantity : {}), value } };
};

/** One delivery as an R4 Observation, marked HTEST. */
export function observationOf(delivery: Delivery, references: ReferenceTo): JsonObject {
  const resource = encodeReading(sentReading(delivery), references);
  return delivery.poison === undefined ? resource : poisoned(resource, delivery.poison);
}

/** A line an Observation (`application/fhir+ndjson`). */
export const FHIR = eachDelivery(
  'FHIR R4: a line an Observation',
  (delivery) => `${writeLossless(observationOf(delivery, byBusinessKey))}\n`,
);
