import { refuseToken } from './refusal.ts';

/** Largest form, in bytes: an assertion with an RSA signature is about 1 kB. */
export const MAX_FORM_BYTES = 16_384;

/** What a request for a token says. Absent parameters are empty, as RFC 6749, 3.2 has it. */
export interface TokenForm {
  readonly assertion: string;
  readonly scope: string;
  readonly clientId: string;
}

const BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuseToken('invalid_request', 'the form is not UTF-8');
  }
};

/** Reads the form of a request for a token; throws TokenRefusal. Unknown parameters are passed over (RFC 6749, 3.2), known ones come once. */
export const readForm = (contentType: string, bytes: Uint8Array): TokenForm => {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType))
    refuseToken('invalid_request', 'send the parameters as application/x-www-form-urlencoded');
  const form = new URLSearchParams(textOf(bytes));
  const one = (name: string): string => {
    const all = form.getAll(name);
    return all.length > 1 ? refuseToken('invalid_request', `${name} came more than once`) : (all[0] ?? '');
  };
  const grant = one('grant_type');
  if (grant === '') refuseToken('invalid_request', 'grant_type is missing; client_credentials is expected');
  if (grant !== 'client_credentials')
    refuseToken('unsupported_grant_type', 'only the grant_type client_credentials is offered');
  if (one('client_secret') !== '')
    refuseToken('invalid_request', 'clients have no secret here: they sign a client_assertion (private_key_jwt)');
  const type = one('client_assertion_type');
  if (type !== BEARER) refuseToken('invalid_request', `client_assertion_type is not ${BEARER}`);
  const assertion = one('client_assertion');
  if (assertion === '') refuseToken('invalid_request', 'client_assertion is missing');
  const scope = one('scope');
  if (scope === '') refuseToken('invalid_request', 'scope is missing: name what is wanted, such as system/Task.rs');
  return { assertion, scope, clientId: one('client_id') };
};
