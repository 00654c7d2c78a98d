import type { Cursor } from './cursor.ts';
import { LIMITS_EFFECTIVE_FROM } from './order.ts';
import { SEQUENCE_NUMBER, USER_ENTERED } from './observation-read.ts';
import { refuseOthers } from './strict.ts';

/** Every member that R4 gives an Observation (hl7.org/fhir/R4, 4.0.1): another is misspelt, and was meant. */
const R4_MEMBERS =
  `resourceType meta implicitRules language text contained identifier basedOn partOf status category code subject
  focus encounter effectiveDateTime effectivePeriod effectiveTiming effectiveInstant issued performer
  valueQuantity valueCodeableConcept valueString valueBoolean valueInteger valueRange valueRatio
  valueSampledData valueTime valueDateTime valuePeriod dataAbsentReason interpretation note bodySite method
  specimen device referenceRange hasMember derivedFrom component`.split(/\s+/);

const QUANTITY = ['value', 'comparator', 'unit', 'system', 'code'];
const CONCEPT = ['coding', 'text'];
const CODING = ['system', 'version', 'code', 'display', 'userSelected'];
const REFERENCE = ['reference', 'type', 'identifier', 'display'];
const COMPONENT = [
  'code',
  'dataAbsentReason',
  'interpretation',
  'referenceRange',
  ...R4_MEMBERS.filter((name) => /^value[A-Z]/.test(name)),
];

/** Where our own extensions may stand. What a reading was judged by may be sent back with a correction. */
export const OWN_EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  Observation: [SEQUENCE_NUMBER, USER_ENTERED],
  'Observation.referenceRange': [LIMITS_EFFECTIVE_FROM],
};

const refuseInConcept = (at: Cursor): void => {
  refuseOthers(at, CONCEPT);
  for (const one of at.get('coding').list()) refuseOthers(one, CODING);
};

/**
 * Refuses, as `field-not-understood`, what R4 does not know where a reading would become another one without it: a
 * comparator, a reason for no value, a meal context or a device under a misspelt name. What R4 knows and is not read
 * is passed over.
 */
export const refuseMisspelt = (root: Cursor): void => {
  refuseOthers(root, R4_MEMBERS);
  refuseOthers(root.get('valueQuantity'), QUANTITY);
  refuseOthers(root.get('device'), REFERENCE);
  refuseInConcept(root.get('code'));
  refuseInConcept(root.get('dataAbsentReason'));
  for (const component of root.get('component').list()) {
    refuseOthers(component, COMPONENT);
    refuseInConcept(component.get('code'));
    refuseInConcept(component.get('valueCodeableConcept'));
  }
};
