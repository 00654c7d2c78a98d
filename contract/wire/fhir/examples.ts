import type { Identifier } from '../../domain/identifier.ts';
import { keyOf } from '../../domain/identifier.ts';
import { JsonNumber, type JsonObject } from '../json/lossless.ts';
import { encodeAuditEvent } from './audit-event.ts';
import { createBundle, responseBundle, searchset } from './bundle.ts';
import { encodeClinician, encodeRole } from './clinician.ts';
import { encodeMessage } from './communication.ts';
import { encodePermission } from './consent.ts';
import { encodeDevice } from './device.ts';
import { encodeEligibility } from './eligibility.ts';
import * as value from './example-values.ts';
import { encodeNotice } from './notice.ts';
import { encodeFiledReading, encodeReading } from './observation.ts';
import { encodeOrder } from './order.ts';
import { operationOutcome } from './outcome.ts';
import { encodeAdvance, encodeClock } from './parameters.ts';
import { encodePatient } from './patient.ts';
import { encodePool } from './pool.ts';
import type { ReferenceTo } from './references.ts';
import { encodeSource } from './source.ts';
import { encodeSuggestions } from './suggestion.ts';
import { encodeItem } from './task.ts';
import { encodeTracker } from './tracker.ts';

/** Logical ids as the server of the example gave them. */
const PLACES: readonly (readonly [string, Identifier])[] = [
  ['Patient/p1', value.patient.identifier],
  ['PractitionerRole/rivera', value.clinician.identifier],
  ['CareTeam/dm-pool', value.pool.identifier],
  ['Device/meter1', value.meter.identifier],
  ['Device/phone1', value.phone.identifier],
  ['ServiceRequest/sr1', value.glucoseOrder.identifier],
  ['ServiceRequest/sr2', value.weightOrder.identifier],
  ['Observation/o42', value.reading.identifier],
  ['Observation/o30', { system: 'urn:example:meter-readings', value: 'SCALE-0005' }],
  ['Observation/o49', { system: 'urn:example:meter-readings', value: 'SCALE-0007' }],
  ['Task/i2', value.newItem.identifier],
  ['Task/i4', value.changeItem.identifier],
];

/** References of the example's server; throws for what it does not hold. */
export const exampleRef: ReferenceTo = (_type, key) => {
  const place = PLACES.find(([, identifier]) => keyOf(identifier) === keyOf(key));
  if (place === undefined) throw new Error(`no example of ${keyOf(key)}`);
  return place[0];
};
export const exampleIdentifierOf = (reference: string): Identifier | undefined =>
  PLACES.find(([place]) => place === reference)?.[1];

const at = (id: string, lastUpdated: string, version = 1) => ({ id, version, lastUpdated });
const STAMP = '2026-03-03T13:05:12.000Z';
const ITEM_STAMP = '2026-03-03T13:05:12.400Z';
const BASE = 'http://127.0.0.1:8080/fhir';
const NO_PERMISSION = operationOutcome({ code: 'no-permission', at: 'Observation.code' });
const next = { ...value.reading, identifier: { system: 'urn:example:meter-readings', value: '0123456789ABCDEF-46' } };

/** Every resource that docs/bindings/fhir.md shows, by the name of its block. Each is valid R4. */
export const EXAMPLES: Readonly<Record<string, JsonObject>> = {
  patient: encodePatient(value.patient),
  clinician: encodeClinician(value.clinician),
  'clinician-away': encodeRole(value.clinician, value.absences, exampleRef),
  pool: encodePool(value.pool, exampleRef),
  meter: encodeDevice(value.meter, exampleRef),
  'order-glucose': encodeOrder(value.glucoseOrder, exampleRef),
  'order-weight': encodeOrder(value.weightOrder, exampleRef),
  phone: encodeDevice(value.phone, exampleRef),
  eligibility: encodeEligibility({ eligible: false, reason: 'os-too-old', phone: value.phone.identifier }, exampleRef),
  tracker: encodeTracker(value.tracker, exampleRef, at('tracker-sr1', '2026-03-02T14:00:01.000Z', 3)),
  suggestions: encodeSuggestions([value.suggestion]),
  permission: encodePermission(value.permission, exampleRef),
  'reading-sent': encodeReading(value.reading, exampleRef),
  'reading-filed': encodeFiledReading(value.filedReading, exampleRef, at('o42', STAMP)),
  'reading-high': encodeReading(value.highReading, exampleRef),
  'reading-low': encodeReading(value.lowReading, exampleRef),
  'reading-failed': encodeReading(value.failedReading, exampleRef),
  batch: createBundle('batch', [
    { resource: encodeReading(value.reading, exampleRef), ifNoneExist: value.reading.identifier },
    { resource: encodeReading(next, exampleRef), ifNoneExist: next.identifier },
  ]),
  'batch-response': responseBundle('batch', [
    { status: '201 Created', location: 'Observation/o42/_history/1', etag: 'W/"1"', lastModified: STAMP },
    {
      status: '422 Unprocessable Entity',
      outcome: operationOutcome({ code: 'no-permission', at: 'Bundle.entry[1].resource.code' }),
    },
  ]),
  outcome: NO_PERMISSION,
  'item-new': encodeItem(value.newItem, exampleRef, at('i2', ITEM_STAMP)),
  'item-seen': encodeItem(value.seenItem, exampleRef, at('i2', '2026-03-03T13:10:00.000Z', 2)),
  'item-change': encodeItem(value.changeItem, exampleRef, at('i4', '2026-03-05T12:06:00.200Z')),
  'item-copy': encodeItem(value.copiedItem, exampleRef, at('i3', '2026-03-03T13:35:12.400Z')),
  'item-missing': encodeItem(value.missingItem, exampleRef, at('i6', '2026-03-06T13:00:00.000Z', 2)),
  'item-summary': encodeItem(value.summaryItem, exampleRef, at('i7', '2026-03-09T05:01:00.000Z')),
  'inbox-page': searchset(BASE, [encodeItem(value.newItem, exampleRef, at('i2', ITEM_STAMP))], {
    self: `${BASE}/Task?_lastUpdated=ge2026-03-03T13:05:10.000Z&_sort=_lastUpdated&_count=1`,
    next: `${BASE}/Task?_lastUpdated=ge2026-03-03T13:05:10.000Z&_sort=_lastUpdated&_count=1&_page=opaque`,
  }),
  message: encodeMessage(value.message, exampleRef),
  notice: encodeNotice(value.notice, exampleRef),
  'audit-refusal': encodeAuditEvent(value.refusedAudit, exampleRef),
  'source-admission': encodeSource(value.admission),
  clock: encodeClock({ now: STAMP, status: 'ready' }),
  'clock-advance': encodeAdvance({ to: '2026-03-05T13:05:12.000Z', patient: value.patient.identifier }, exampleRef),
};

/** A resource as a plain value, its numbers as binary floats: for validators that know no others. */
export const withPlainNumbers = (json: JsonObject): unknown =>
  JSON.parse(JSON.stringify(json, (_key, v: unknown) => (v instanceof JsonNumber ? Number(v.text) : v)));
