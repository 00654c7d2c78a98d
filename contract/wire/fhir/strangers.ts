import { isObject } from '../json/lossless.ts';
import { type Cursor, fail } from './cursor.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const ELEMENT = 'id extension modifierExtension';
const RESOURCE = `${ELEMENT} resourceType meta implicitRules language text contained`;

/** Every element that R4 knows of what an order's limits and rules stand in (hl7.org/fhir/R4, 4.0.1). */
const KNOWN = {
  ServiceRequest: words(`${RESOURCE}
    identifier instantiatesCanonical instantiatesUri basedOn replaces requisition status intent category priority
    doNotPerform code orderDetail quantityQuantity quantityRatio quantityRange subject encounter occurrenceDateTime
    occurrencePeriod occurrenceTiming asNeededBoolean asNeededCodeableConcept authoredOn requester performerType
    performer locationCode locationReference reasonCode reasonReference insurance supportingInfo specimen bodySite
    note patientInstruction relevantHistory`),
  ObservationDefinition: words(`${RESOURCE}
    category code identifier permittedDataType multipleResultsAllowed method preferredReportName quantitativeDetails
    qualifiedInterval validCodedValueSet normalCodedValueSet abnormalCodedValueSet criticalCodedValueSet`),
  quantitativeDetails: words(`${ELEMENT} customaryUnit unit conversionFactor decimalPrecision`),
  qualifiedInterval: words(`${ELEMENT} category range context appliesTo gender age gestationalAge condition`),
  range: words(`${ELEMENT} low high`),
} as const;

/**
 * A member that R4 does not know is misspelt, and was meant: passed over, a bound or a rule would be gone without a
 * word. Refused as `field-not-understood`. Members of primitives (`_status`) are R4's own.
 */
export const refuseStrangers = (at: Cursor, what: keyof typeof KNOWN): void => {
  if (!isObject(at.value)) return;
  const known = KNOWN[what];
  const stranger = Object.keys(at.value).find((name) => !known.includes(name.replace(/^_/, '')));
  if (stranger !== undefined) fail('field-not-understood', `${at.path}.${stranger.slice(0, 64)}`, 'no element of R4');
};
