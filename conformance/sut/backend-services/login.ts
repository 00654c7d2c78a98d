import { compact } from '../../../contract/wire/json/compact.ts';
import { type Secrets, secretOf } from '../access.ts';
import type { SutProfile } from '../profile.ts';
import { signingKeyOf } from './signing-key.ts';
import { type RegisteredClient, type TokenEndpoint, tokenEndpoint, type TokenPlace } from './token-client.ts';

/** A registered client, and the endpoint where it logs in. */
export interface Login {
  readonly client: RegisteredClient;
  readonly endpoint: TokenEndpoint;
}

/**
 * How to log in at a system: with the client that the profile names for that, else with the one of the role ehr. Undefined:
 * it names none. Throws InputProblem when its key is not there.
 */
export const loginOf = (
  { access, login }: Pick<SutProfile, 'access' | 'login'>,
  secrets: Secrets,
  place: Omit<TokenPlace, 'tokenUrl'>,
): Login | undefined => {
  const isRegistered = access.mode === 'backend-services';
  const client = login ?? (isRegistered ? access.clients.ehr : undefined);
  if (client === undefined) return undefined;
  const path = login === undefined ? 'access.clients.ehr.key' : 'login.key';
  const { id, key, kid, scopes } = client;
  const signingKey = signingKeyOf(key.slice(2, -1), secretOf(key, secrets, path), kid);
  const tokenUrl = login?.tokenUrl ?? (isRegistered ? access.tokenUrl : undefined);
  return {
    client: { id, key: signingKey, ...compact({ scopes }) },
    endpoint: tokenEndpoint({ ...place, tokenUrl }),
  };
};
