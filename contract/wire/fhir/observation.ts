import { SYSTEM } from '../../codes/canonical.ts';
import { INTERPRETATION_SYSTEM } from '../../codes/interpretation.ts';
import { findMeasureCode, MEAL_CONTEXT_KEY_MDC } from '../../codes/measures.ts';
import type { MealContext } from '../../domain/measure.ts';
import { type FiledReading, Interpretation, type Reading } from '../../domain/reading.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import { JsonNumber, type JsonObject } from '../json/lossless.ts';
import { codeIn, coding, concept, readCodings } from './concept.ts';
import { type Cursor, decoding, resourceCursor, fail } from './cursor.ts';
import { fhirTime, readOptionalInstant } from './instant.ts';
import { mealContextConcept } from './limits.ts';
import { head, readVersion } from './meta.ts';
import { OWN_EXTENSIONS, refuseMisspelt } from './observation-members.ts';
import { decodeRange, encodeRange } from './observation-range.ts';
import { readReading, SEQUENCE_NUMBER, USER_ENTERED } from './observation-read.ts';
import { encodeResult } from './observation-result.ts';
import { checkShown } from './quantity.ts';
import { referenceOrKey, referenceTo, resolveOrKeep } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';

const CATEGORY = { glucose: 'laboratory', weight: 'vital-signs' } as const;

const contextComponent = (context: MealContext): JsonObject => ({
  code: concept(SYSTEM.mdc, MEAL_CONTEXT_KEY_MDC),
  valueCodeableConcept: mealContextConcept(context),
});

const encode = (
  reading: Reading,
  ref: ReferenceTo,
  added: JsonObject,
  interpretation: readonly Interpretation[],
): JsonObject => {
  const extension = [
    ...(reading.sequenceNumber === undefined
      ? []
      : [{ url: SEQUENCE_NUMBER, valueUnsignedInt: new JsonNumber(String(reading.sequenceNumber)) }]),
    ...(reading.userEntered === undefined ? [] : [{ url: USER_ENTERED, valueBoolean: reading.userEntered }]),
  ];
  const { kind } = reading.result;
  const arrow = kind === 'off-scale' ? (reading.result.direction === 'high' ? '>' : '<') : undefined;
  const shown = arrow === undefined || interpretation.includes(arrow) ? interpretation : [...interpretation, arrow];
  return {
    resourceType: 'Observation',
    ...added,
    ...(extension.length === 0 ? {} : { extension }),
    identifier: [{ system: reading.identifier.system, value: reading.identifier.value }],
    status: reading.status,
    category: [concept('http://terminology.hl7.org/CodeSystem/observation-category', CATEGORY[reading.measure])],
    code: { coding: [coding(reading.code.system, reading.code.code)] },
    subject: referenceTo(ref, 'Patient', reading.patient),
    effectiveDateTime: fhirTime(reading.effective),
    ...encodeResult(reading.result),
    ...(shown.length === 0 ? {} : { interpretation: shown.map((i) => concept(INTERPRETATION_SYSTEM, i)) }),
    ...(reading.device === undefined ? {} : { device: referenceOrKey(ref, 'Device', reading.device) }),
    ...(reading.mealContext === undefined
      ? {}
      : { component: [reading.mealContext, ...(reading.furtherContexts ?? [])].map(contextComponent) }),
  };
};

/** A reading as a gateway posts it. A device that `ref` does not know is named by its identifier alone. */
export const encodeReading = (reading: Reading, ref: ReferenceTo): JsonObject =>
  encode(reading, ref, head(undefined, true), []);

/** A reading as the server shows it back: with the orders it was filed under, when, and what was made of it. */
export const encodeFiledReading = (filed: FiledReading, ref: ReferenceTo, meta: ResourceMeta): JsonObject => ({
  ...encode(filed.reading, ref, head(meta, true), filed.interpretation),
  ...(filed.orders.length === 0 ? {} : { basedOn: filed.orders.map((o) => referenceTo(ref, 'ServiceRequest', o)) }),
  ...(filed.issued === undefined ? {} : { issued: fhirTime(filed.issued) }),
  ...(filed.ranges.length === 0 ? {} : { referenceRange: filed.ranges.map(encodeRange) }),
});

/** A sender that says "beyond the scale" means a result beyond the scale on that side; else a HI or LO would be lost. */
const refuseOtherSide = (root: Cursor, { result }: Reading): void => {
  const side = result.kind === 'off-scale' ? { high: '>', low: '<' }[result.direction] : undefined;
  for (const at of root.get('interpretation').list()) {
    const code = codeIn(at, INTERPRETATION_SYSTEM);
    if ((code === '>' || code === '<') && code !== side)
      fail('bad-value', at.path, `${code} where the result is ${side ?? 'not beyond the scale'}`);
  }
};

/** R4's `focus` says that somebody or something else than the subject was measured. */
const refuseOtherFocus = (root: Cursor): void => {
  const focus = root.get('focus');
  if (focus.list().length > 0) fail('field-not-understood', focus.path, 'only what was measured of the subject');
};

const EFFECTIVE = /^effective[A-Z]/;

/** What is said twice and differently is not one reading: none of the two can be relied on. */
const refuseTwice = (root: Cursor, { measure }: Reading): void => {
  const other = Object.keys(root.object()).find(
    (name) => name.startsWith('effective') && name !== 'effectiveDateTime' && EFFECTIVE.test(name),
  );
  if (other !== undefined) fail('bad-value', `${root.path}.${other}`, 'expected effectiveDateTime');
  const code = root.get('code');
  if (readCodings(code).some((c) => (findMeasureCode(c)?.measure ?? measure) !== measure))
    fail('bad-value', code.path, 'two measures');
  const value = root.get('valueQuantity');
  if (value.present) checkShown(value, value.get('code').text(), 'unit-mismatch');
  const extensions = root.get('extension').list();
  for (const url of [SEQUENCE_NUMBER, USER_ENTERED]) {
    const [, second] = extensions.filter((e) => e.get('url').value === url);
    if (second !== undefined) fail('bad-value', second.path, 'given twice');
  }
};

/**
 * Reads what a sender posted. Refuses what no Reading can hold, what R4 does not know, what contradicts itself, and an interpretation `>` or `<` that the result
 * contradicts; whether code and unit are right, who may speak for the patient and whether it is admitted are the
 * receiver's gates.
 */
export const decodeReading = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Reading> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Observation');
    refuseMisspelt(root);
    refuseOtherFocus(root);
    const reading = readReading(root, identifierOf, OWN_EXTENSIONS);
    refuseTwice(root, reading);
    refuseOtherSide(root, reading);
    return reading;
  });

const readInterpretation = (root: Cursor): Interpretation[] =>
  root
    .get('interpretation')
    .list()
    .flatMap((c) => {
      const known = Interpretation.safeParse(codeIn(c, INTERPRETATION_SYSTEM));
      return known.success ? [known.data] : [];
    });

/** Reads what a server shows. Interpretations outside the contract's nine are passed over. */
export const decodeFiledReading = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<FiledReading> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Observation');
    return compact({
      reading: readReading(root, identifierOf),
      version: readVersion(root),
      interpretation: readInterpretation(root),
      ranges: root.get('referenceRange').list().flatMap(decodeRange),
      issued: readOptionalInstant(root.get('issued')),
      orders: root
        .get('basedOn')
        .list()
        .map((o) => resolveOrKeep(o, identifierOf)),
    });
  });
