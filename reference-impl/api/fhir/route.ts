import type { SearchParameter } from '../../../contract/wire/fhir/capability.ts';
import type { AuditEvent, Identifier } from '../../../contract/domain/index.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import type { Caller } from '../../pipeline.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import type { Links } from './links.ts';
import type { SearchQuery } from './query.ts';

/** A successful answer. Without a resource the body is empty. */
export interface Reply {
  readonly status: number;
  /** Made only where it is shown: who sends readings mostly wants none. */
  readonly resource?: () => JsonObject | Promise<JsonObject>;
  /** It says what became of each part of the request, and is shown to whoever wants no resources. */
  readonly isResult?: true;
  readonly location?: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** One authorised request. */
export interface Context {
  readonly pipeline: ReachedPipeline;
  readonly caller: Caller;
  readonly links: Links;
  /** Logical id of the path; empty where the path has none. */
  readonly id: string;
  /** Version that the path names. */
  readonly versionId?: number;
  readonly query: SearchQuery;
  /** The body; empty for a GET and a DELETE. */
  readonly body: JsonObject;
  /** Key of a conditional create. */
  readonly ifNoneExist?: Identifier;
  /** Keys of a conditional create that names several: any of them. */
  readonly ifNoneOf?: readonly Identifier[];
  /** Version of a conditional update. */
  readonly ifMatch?: number;
  /** Whether the resource that was written is shown in the answer. */
  readonly isShown: boolean;
}

/**
 * One interaction that is offered. The routes, the access rules, the accepted search parameters and
 * /metadata all come from the one table of these, so that none can say more than another.
 */
export interface Route {
  /** As in `Offered.interactions`: `Observation.create`, `system.batch`, `$test-clock`, `Subscription.$status`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base; `:id` for a logical id, `:version` for a version. */
  readonly path: string;
  readonly roles: readonly Caller['role'][];
  readonly parameters?: readonly SearchParameter[];
  /** A create that honours If-None-Exist. */
  readonly conditional?: true;
  /** Its If-None-Exist may name several, any of which is a match. */
  readonly conditionalOnAny?: true;
  /** Further interaction names served by the same route. */
  readonly also?: readonly string[];
  /** What the audit trail calls the thing when a request is refused before its concept is reached. */
  readonly subject: AuditEvent['subject'];
  readonly handle: (context: Context) => Promise<Outcome<Reply>>;
}
