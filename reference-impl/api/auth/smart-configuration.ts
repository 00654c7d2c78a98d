import { ALGORITHMS } from './clients/public-key.ts';

/** Path of the token endpoint on the server. */
export const TOKEN_PATH = '/auth/token';

/** What a client has to know to get a token. Source: SMART App Launch 2, conformance; `/.well-known/smart-configuration` below the FHIR base. */
export const smartConfiguration = (origin: string, scopes: readonly string[]): object => ({
  token_endpoint: `${origin}${TOKEN_PATH}`,
  grant_types_supported: ['client_credentials'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
  scopes_supported: scopes,
  capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
});
