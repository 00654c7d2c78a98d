import type { RefusalName } from '../../../../contract/codes/refusals.ts';

/** Why no token is given, as OAuth 2 names it. Source: RFC 6749, 5.2; `temporarily_unavailable`: 4.1.2.1. */
export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'temporarily_unavailable';

const KINDS: Readonly<Record<OAuthError, { readonly status: number; readonly audited: RefusalName }>> = {
  invalid_request: { status: 400, audited: 'malformed' },
  invalid_client: { status: 401, audited: 'unauthenticated' },
  invalid_scope: { status: 400, audited: 'scope' },
  unsupported_grant_type: { status: 400, audited: 'malformed' },
  temporarily_unavailable: { status: 503, audited: 'unavailable' },
};

interface Further {
  readonly status?: number;
  readonly isAudited?: boolean;
}

/** A request that gets no token. Thrown on the way, answered as JSON. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
  readonly error: OAuthError;
  readonly status: number;
  /** As the audit trail calls it. */
  readonly audited: RefusalName;
  /** The registered client whose name was on it, whether or not it was truly that client. */
  client: string | undefined;
  /** Whether it was truly that client. */
  isVerified = false;
  /** Whether the store has written it down already, or cannot. */
  readonly isAudited: boolean;

  constructor(error: OAuthError, description: string, { status, isAudited = false }: Further = {}) {
    super(description);
    this.error = error;
    this.status = status ?? KINDS[error].status;
    this.isAudited = isAudited;
    this.audited = KINDS[error].audited;
  }
}

/** Ends the request. `description`: for a person; holds nothing of what was sent but what is harmless. */
export function refuseToken(error: OAuthError, description: string, further?: Further): never {
  throw new TokenRefusal(error, description, further);
}
