import { keyOf } from '../../contract/domain/index.ts';
import { type BundleEntry, createBundle } from '../../contract/wire/fhir/bundle.ts';
import type { ReferenceTo } from '../../contract/wire/fhir/references.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import type { Delivery } from '../layers.ts';
import { byBusinessKey, observationOf } from './fhir.ts';
import type { StreamFormat } from './format.ts';

/** A device without a literal reference is named by its identifier, as a patient is below: no logical id of the receiver's is needed. */
const byIdentifier: ReferenceTo = (type, identifier) => {
  if (type === 'Device') throw new RangeError('no logical id is known');
  return byBusinessKey(type, identifier);
};

const entryOf = (delivery: Delivery): BundleEntry => {
  const { identifier, patient } = delivery.reading;
  const subject = { identifier: { system: patient.system, value: patient.value } };
  const resource = { ...observationOf(delivery, byIdentifier), subject };
  return delivery.act === 'submit' ? { resource, ifNoneExist: identifier } : { resource, update: { identifier } };
};

/**
 * What leaves together, as bundles. A transaction writes one resource once (R4, http.html#trules), and entries of a batch
 * do not build on each other, so a second act on one reading begins another bundle.
 */
export const inBundles = (deliveries: readonly Delivery[]): Delivery[][] => {
  const bundles: Delivery[][] = [];
  let keys = new Set<string>();
  for (const delivery of deliveries) {
    const key = keyOf(delivery.reading.identifier);
    const last = bundles.at(-1);
    if (last === undefined || keys.has(key)) {
      bundles.push([delivery]);
      keys = new Set();
    } else last.push(delivery);
    keys.add(key);
  }
  return bundles;
};

/** A line a transaction Bundle: what leaves the phone together. Hand-ins are conditional creates, the rest updates by identifier. */
export const FHIR_BUNDLE: StreamFormat = {
  title: 'FHIR R4: a line a transaction Bundle, one a batch',
  header: '',
  footer: '',
  carriesTruth: false,
  open: () => ({
    batch: (deliveries) =>
      inBundles(deliveries)
        .map((each) => `${writeLossless(createBundle('transaction', each.map(entryOf)))}\n`)
        .join(''),
  }),
};
