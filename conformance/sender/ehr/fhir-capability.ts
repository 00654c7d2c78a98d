import type { JsonObject } from '../../../contract/wire/json/lossless.ts';

/** What the harness's EHR can do. */
export const CAPABILITY: JsonObject = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-01-01',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  rest: [
    {
      mode: 'server',
      interaction: [{ code: 'batch' }, { code: 'transaction' }],
      resource: [
        { type: 'Patient', interaction: [{ code: 'read' }, { code: 'search-type' }] },
        { type: 'Device', interaction: [{ code: 'create' }], conditionalCreate: true },
        {
          type: 'Observation',
          interaction: [{ code: 'read' }, { code: 'create' }, { code: 'update' }, { code: 'search-type' }],
          conditionalCreate: true,
          conditionalUpdate: true,
        },
      ],
    },
  ],
};
