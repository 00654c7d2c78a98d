import { type Identifier, keyOf } from '../../../../contract/domain/identifier.ts';
import { compact } from '../../../../contract/wire/json/compact.ts';
import type { Caller } from '../../../pipeline.ts';
import type { ReachedPipeline } from '../../../reach/reached.ts';
import type { Client, Clients } from '../clients/client.ts';
import { contextFits, readSubject, SUBJECT_OF } from '../roles.ts';
import { isWithin, MAX_SCOPE_LENGTH, parseScopes } from '../scopes/scope.ts';
import { signToken } from '../sign.ts';
import { type Assertion, claimedClient, verifyAssertion } from './assertion.ts';
import type { TokenForm } from './form.ts';
import { refuseToken, TokenRefusal } from './refusal.ts';

/** Life of an access token. Source: SMART App Launch 2, Backend Services: at most five minutes. */
export const TOKEN_S = 300;

export interface GrantOptions {
  readonly clients: Clients;
  /** Key of the access tokens, the same in every instance that shares a database. */
  readonly tokenKey: string;
  /** System time, ms since the epoch. */
  readonly now: () => number;
}

/** Success, as OAuth 2 answers it (RFC 6749, 5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** `extensions.hl7-b2b.subject_id`, `system|value`: for whom the client speaks this time. Source: UDAP B2B authorization extension. */
const assertedSubject = ({ claims }: Assertion): Identifier | undefined => {
  const extensions = claims['extensions'] as Readonly<Record<string, unknown>> | null | undefined;
  const person = extensions?.['hl7-b2b'] as { readonly subject_id?: unknown } | null | undefined;
  const id = person?.subject_id;
  if (id === undefined) return undefined;
  const subject = typeof id === 'string' && id.length <= 511 ? readSubject(id) : undefined;
  return subject ?? refuseToken('invalid_request', 'extensions.hl7-b2b.subject_id is not system|value of a person');
};

const subjectOf = (assertion: Assertion): Identifier | undefined => {
  const { subject, role } = assertion.client;
  const asserted = assertedSubject(assertion);
  if (subject === 'asserted') {
    if (asserted === undefined && SUBJECT_OF[role] === 'required')
      refuseToken('invalid_request', 'extensions.hl7-b2b.subject_id has to say for whom the client speaks');
    return asserted;
  }
  if (asserted !== undefined && (subject === undefined || keyOf(asserted) !== keyOf(subject)))
    refuseToken('invalid_client', 'the client is not registered to speak for the person in extensions.hl7-b2b');
  return subject;
};

const scopesOf = (text: string, client: Client, subject: Identifier | undefined): string => {
  if (text.length > MAX_SCOPE_LENGTH)
    refuseToken('invalid_scope', `scope is longer than ${MAX_SCOPE_LENGTH} characters`);
  const wanted = parseScopes(text);
  if (!wanted.ok) return refuseToken('invalid_scope', `each scope is expected to be ${wanted.refusal.detail ?? ''}`);
  const beyond = wanted.value.find((scope) => !isWithin(scope, client.scopes));
  if (beyond !== undefined) refuseToken('invalid_scope', `the client is not registered for ${beyond.text}`);
  const personal = wanted.value.find(({ context }) => !contextFits(context, client.role, subject !== undefined));
  if (personal !== undefined)
    refuseToken('invalid_scope', `${personal.text} takes a patient, and extensions.hl7-b2b.subject_id names none`);
  return wanted.value.map((scope) => scope.text).join(' ');
};

const takeUp = async (
  pipeline: Pick<ReachedPipeline, 'assertions'>,
  caller: Caller,
  { jti, untilS }: Assertion,
): Promise<void> => {
  const taken = await pipeline.assertions.takeUp(caller, { jti, untilS });
  if (taken.ok) return;
  const isAudited = true;
  if (taken.refusal.code === 'unavailable')
    refuseToken('temporarily_unavailable', 'no login can be taken up now', { isAudited });
  refuseToken('invalid_client', 'the assertion was used before: each needs a jti of its own', { isAudited });
};

/**
 * Gives an access token for a client's signed assertion. An assertion is used up by being verified, whatever is then
 * refused. Throws TokenRefusal.
 */
export const grantToken = async (
  pipeline: Pick<ReachedPipeline, 'assertions'>,
  { assertion: jwt, scope, clientId }: TokenForm,
  { clients, tokenKey, now }: GrantOptions,
  tokenUrl: string,
): Promise<TokenAnswer> => {
  const client = claimedClient(jwt, clients);
  let isVerified = false;
  try {
    if (clientId !== '' && clientId !== client.id)
      refuseToken('invalid_client', 'client_id is not the client of the assertion');
    const assertion = await verifyAssertion(jwt, client, { tokenUrl, nowMs: now() });
    isVerified = true;
    await takeUp(pipeline, { role: client.role, client: client.id }, assertion);
    const subject = subjectOf(assertion);
    const granted = scopesOf(scope, client, subject);
    const nowS = now() / 1000;
    const exp = Math.floor(nowS) + TOKEN_S;
    const claims = compact({
      sub: client.id,
      role: client.role,
      subject: subject && keyOf(subject),
      source: client.source && keyOf(client.source),
      scope: granted,
      exp,
    });
    const token = signToken(claims, tokenKey);
    return { access_token: token, token_type: 'bearer', expires_in: Math.floor(exp - nowS), scope: granted };
  } catch (error) {
    if (error instanceof TokenRefusal) Object.assign(error, { client: client.id, isVerified });
    throw error;
  }
};
