import { structureDefinition, SYSTEM } from '../../codes/canonical.ts';
import { ORDER_CODE } from '../../codes/measures.ts';
import type { Measure } from '../../domain/measure.ts';
import { type Order, OrderStatus } from '../../domain/order.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept, readCodings } from './concept.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { readNewIdentifier, readNewKeyOf } from './identifier.ts';
import { fhirTime, readInstant } from './instant.ts';
import { decodeLimits, encodeLimits, INCLUSIVE_LIMIT, LIMITS_ID } from './limits.ts';
import { head } from './meta.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';
import { PHONE_ELIGIBILITY } from './eligibility.ts';
import { refuseOthers } from './strict.ts';
import { decodeRule, encodeRule, MONITORING_RULE } from './rule.ts';

export const LIMITS_EFFECTIVE_FROM = structureDefinition('limits-effective-from');
const MAX_RULES = 40;
/** Type of the placer's own number, which is known beside the filler's. Source: HL7 table 0203. */
const PLACER = 'PLAC';

/** Every member that R4 gives a ServiceRequest (hl7.org/fhir/R4, 4.0.1): another is misspelt, and was meant. */
const PERIOD = ['start', 'end'];
const R4_MEMBERS =
  `resourceType meta implicitRules language text contained identifier instantiatesCanonical instantiatesUri
  basedOn replaces requisition status intent category priority doNotPerform code orderDetail quantityQuantity
  quantityRatio quantityRange subject encounter occurrenceDateTime occurrencePeriod occurrenceTiming
  asNeededBoolean asNeededCodeableConcept authoredOn requester performerType performer locationCode
  locationReference reasonCode reasonReference insurance supportingInfo specimen bodySite note
  patientInstruction relevantHistory`.split(/\s+/);

/** ServiceRequest with the patient's own limits inside. `ref` must know patient, requester and every recipient. */
export const encodeOrder = (order: Order, ref: ReferenceTo, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'ServiceRequest',
  ...head(meta),
  ...(order.effectiveFrom === undefined
    ? {}
    : { extension: [{ url: LIMITS_EFFECTIVE_FROM, valueDateTime: fhirTime(order.effectiveFrom) }] }),
  ...(order.rules.length === 0 ? {} : { modifierExtension: order.rules.map((rule) => encodeRule(rule, ref)) }),
  contained: [encodeLimits(order)],
  identifier: [{ system: order.identifier.system, value: order.identifier.value }],
  ...(order.group === undefined ? {} : { requisition: { system: order.group.system, value: order.group.value } }),
  status: order.status,
  intent: 'order',
  code: concept(SYSTEM.snomed, ORDER_CODE[order.measure].code, ORDER_CODE[order.measure].display),
  subject: referenceTo(ref, 'Patient', order.patient),
  occurrencePeriod: { start: fhirTime(order.period.start), end: fhirTime(order.period.end) },
  authoredOn: fhirTime(order.authoredOn),
  requester: referenceTo(ref, 'Recipient', order.requester),
  performer: [referenceTo(ref, 'Recipient', order.responsible)],
  ...(order.reason === undefined ? {} : { reasonCode: [concept(SYSTEM.icd10cm, order.reason)] }),
  supportingInfo: [{ reference: `#${LIMITS_ID}` }],
});

const MODIFIERS = {
  ServiceRequest: [MONITORING_RULE],
  'ServiceRequest.contained.qualifiedInterval': [INCLUSIVE_LIMIT],
};

const readMeasure = (at: Cursor): Measure => {
  if (!at.present) fail('missing-element', at.path);
  const codes = readCodings(at).flatMap((c) => (c.system === SYSTEM.snomed ? [c.code] : []));
  const [measure, another] = (Object.keys(ORDER_CODE) as Measure[]).filter((m) => codes.includes(ORDER_CODE[m].code));
  if (another !== undefined) fail('bad-value', at.path, 'one order is of one measure');
  return measure ?? fail('unknown-code', at.path, codes[0]);
};

/** The one contained ObservationDefinition that supportingInfo points to. */
const findLimits = (root: Cursor): Cursor => {
  const definitions = root
    .get('contained')
    .list()
    .filter((c) => c.get('resourceType').value === 'ObservationDefinition');
  const [only] = definitions;
  if (only === undefined) fail('limits-missing', 'ServiceRequest.contained');
  if (definitions.length > 1) fail('bad-value', 'ServiceRequest.contained', 'one order has one ObservationDefinition');
  const links = root.get('supportingInfo').list();
  if (!links.some((l) => l.get('reference').value === `#${only.get('id').text()}`)) {
    fail('missing-element', 'ServiceRequest.supportingInfo', 'must point to the contained limits');
  }
  const further = links.find((l) => /(?:^|\/)ObservationDefinition\//.test(String(l.get('reference').value)));
  if (further !== undefined) fail('field-not-understood', further.path, 'limits that the order does not contain');
  return only;
};

/** Elements that say that, or when, not to do what is ordered; passing over them would make another order of it. */
const refuseConditions = (root: Cursor): void => {
  const { doNotPerform, asNeededBoolean } = root.object();
  if (doNotPerform !== undefined && doNotPerform !== false) fail('field-not-understood', 'ServiceRequest.doNotPerform');
  if (asNeededBoolean !== undefined && asNeededBoolean !== false)
    fail('field-not-understood', 'ServiceRequest.asNeededBoolean');
  for (const name of ['asNeededCodeableConcept', 'occurrenceDateTime', 'occurrenceTiming'])
    if (root.get(name).present) fail('field-not-understood', `ServiceRequest.${name}`);
  refuseOthers(root.get('occurrencePeriod'), PERIOD);
};

/** From when the version holds; stated twice, neither can be relied on. */
const readEffectiveFrom = (root: Cursor): Order['effectiveFrom'] => {
  const [only, second] = root
    .get('extension')
    .list()
    .filter((e) => e.get('url').value === LIMITS_EFFECTIVE_FROM);
  if (second !== undefined) fail('field-not-understood', second.path, 'limits-effective-from is given twice');
  return only === undefined ? undefined : readInstant(only.get('valueDateTime'));
};

const readReason = (root: Cursor): string | undefined => {
  for (const reason of root.get('reasonCode').list()) {
    const code = codeIn(reason, SYSTEM.icd10cm);
    if (code !== undefined) return code.length <= 32 ? code : fail('bad-value', reason.path, 'at most 32 characters');
  }
  return undefined;
};

const readRules = (root: Cursor, measure: Measure, identifierOf: IdentifierOf): Order['rules'] => {
  const rules = root.get('modifierExtension').list();
  if (rules.length > MAX_RULES) fail('too-large', 'ServiceRequest.modifierExtension', `at most ${MAX_RULES} rules`);
  return rules.map((at) => decodeRule(at, measure, identifierOf));
};

/**
 * Reads an order. A modifier extension that is not understood refuses the whole order, wherever it
 * stands; other unknown extensions are passed over. References are resolved last, so that a
 * malformed order reveals nothing about who is known here.
 */
export const decodeOrder = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Order> =>
  decoding(() => {
    const root = resourceCursor(resource, 'ServiceRequest');
    refuseUnknownModifiers(root, MODIFIERS, { ServiceRequest: [LIMITS_EFFECTIVE_FROM, PHONE_ELIGIBILITY] });
    refuseOthers(root, R4_MEMBERS);
    refuseConditions(root);
    const identifier = readNewKeyOf(root, PLACER);
    const status = root.get('status').oneOf(OrderStatus.options);
    root.get('intent').oneOf(['order']);
    const measure = readMeasure(root.get('code'));
    const { start, end } = {
      start: root.get('occurrencePeriod').get('start'),
      end: root.get('occurrencePeriod').get('end'),
    };
    const period = { start: readInstant(start), end: readInstant(end) };
    const authoredOn = readInstant(root.get('authoredOn'));
    const effectiveFrom = readEffectiveFrom(root);
    const limits = decodeLimits(findLimits(root), measure);
    if (limits.limits.length > 40) fail('too-large', 'ServiceRequest.contained', 'at most 40 intervals');
    const reason = readReason(root);
    const group = root.get('requisition').present ? readNewIdentifier(root.get('requisition')) : undefined;
    const patient = resolveOrFail(root.get('subject'), identifierOf, 'patient-not-authorised');
    const rules = readRules(root, measure, identifierOf);
    if (!limits.limits.some((i) => i.tier !== 'absolute') && !rules.some((r) => r.kind === 'change')) {
      fail('limits-missing', 'ServiceRequest.contained', 'no reference or critical interval and no change rule');
    }
    return compact({
      identifier,
      patient,
      measure,
      status,
      requester: resolveOrFail(root.get('requester'), identifierOf, 'recipient-unknown'),
      responsible: resolveOrFail(root.get('performer').first(), identifierOf, 'recipient-unknown'),
      authoredOn,
      period,
      effectiveFrom,
      ...limits,
      rules,
      reason,
      group,
    });
  });
