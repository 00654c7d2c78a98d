import { receiving } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

/** SNOMED CT: glucose monitoring at home. */
const OF_GLUCOSE = '"code":"359772000"';

export const limitsInAnyUnit: Mutant = {
  name: 'limits-in-any-unit',
  defect: 'the limits of an order for glucose are taken for mg/dL, though they are in kilograms',
  requirement: 'ORD-05',
  seams: receiving((body) =>
    body.includes(OF_GLUCOSE) ? body.replaceAll('"kg"', '"mg/dL"').replaceAll('"29463-7"', '"41653-7"') : body,
  ),
};
