import type { ComplexExtension, SimpleExtension } from './extension-definition.ts';

/** Every extension of ours. Source: docs/bindings/fhir.md, Canonical URLs. */
export const EXTENSIONS: readonly (SimpleExtension | ComplexExtension)[] = [
  {
    name: 'monitoring-rule',
    title: 'A rule that an order is watched by',
    contexts: ['ServiceRequest'],
    modifies: 'Passed over, readings would raise other alerts than were ordered',
    parts: {
      kind: { type: 'code' },
      direction: { type: 'code', optional: true },
      amount: { type: 'Quantity', optional: true },
      window: { type: 'Duration', optional: true },
      boundary: { type: 'code', optional: true },
      count: { type: 'positiveInt', optional: true },
      period: { type: 'Duration', optional: true },
      step: { type: 'positiveInt', optional: true },
      after: { type: 'Duration', optional: true },
      recipient: { type: 'Reference', targets: ['PractitionerRole', 'CareTeam'], optional: true },
      abnormal: { type: 'code', optional: true },
    },
  },
  {
    name: 'inclusive-limit',
    title: 'Bounds of an interval that are themselves outside: low, high or both',
    contexts: ['ObservationDefinition.qualifiedInterval'],
    modifies: 'Passed over, a value equal to the bound would be normal',
    value: { type: 'code' },
  },
  {
    name: 'limits-effective-from',
    title: 'From when this version of the limits holds',
    contexts: ['ServiceRequest', 'Observation.referenceRange'],
    value: { type: 'dateTime' },
  },
  {
    name: 'sequence-number',
    title: "The meter's own record number",
    contexts: ['Observation'],
    value: { type: 'unsignedInt' },
  },
  {
    name: 'user-entered',
    title: 'Typed by the patient, not sent by a device',
    contexts: ['Observation'],
    value: { type: 'boolean' },
  },
  {
    name: 'phone-eligibility',
    title: "Whether the patient's phone can serve: eligible, not-eligible or unknown",
    contexts: ['ServiceRequest'],
    value: { type: 'code' },
  },
  {
    name: 'covered-by',
    title: 'Who stands in during an absence',
    contexts: ['PractitionerRole.notAvailable'],
    value: { type: 'Reference', targets: ['PractitionerRole', 'CareTeam'] },
  },
  {
    name: 'status-event',
    title: 'One change of an In Basket item',
    contexts: ['Task'],
    parts: { status: { type: 'code' }, at: { type: 'instant' }, actor: { type: 'Reference' } },
  },
];
