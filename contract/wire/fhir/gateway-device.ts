import type { Identifier } from '../../domain/identifier.ts';
import type { Json, JsonObject } from '../json/lossless.ts';

/** What passed a reading on to the server. Source: R4 extension, demanded by the HL7 Personal Health Device guide. */
const GATEWAY_DEVICE = 'http://hl7.org/fhir/StructureDefinition/observation-gatewayDevice';

/** An Observation with the gateway that this version of it came from: reading, device, gateway and patient in one place. */
export const withGateway = (observation: JsonObject, { system, value }: Identifier): JsonObject => ({
  ...observation,
  extension: [
    ...((observation['extension'] ?? []) as readonly Json[]),
    { url: GATEWAY_DEVICE, valueReference: { type: 'Device', identifier: { system, value } } },
  ],
});
