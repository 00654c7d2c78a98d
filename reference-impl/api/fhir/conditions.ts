import type { IncomingMessage } from 'node:http';
import type { Identifier } from '../../../contract/domain/index.ts';
import { parseAnyCondition, parseCondition, parseVersionTag } from '../../../contract/wire/fhir/condition.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Route } from './route.ts';
import { stop } from './surface-refusal.ts';

/** Conditions of a write that are offered nowhere: to pass one over would write what its sender asked not to. */
const UNKEPT = ['if-none-match', 'if-modified-since', 'if-unmodified-since'] as const;

const refuseUnkept = ({ headers }: IncomingMessage, { method }: Route): void => {
  if (method === 'GET') return;
  const unkept = UNKEPT.find((name) => headers[name] !== undefined);
  if (unkept !== undefined) stop('unsupported-interaction', `http.${unkept}`, `no ${unkept} here`);
  if (method === 'POST' && headers['if-match'] !== undefined)
    stop('unsupported-interaction', 'http.if-match', 'no if-match where nothing is updated');
};

/** If-None-Exist of a create that honours it, and If-Match of an update. A condition we cannot keep is refused. */
export const readConditions = (
  request: IncomingMessage,
  route: Route,
): { ifNoneExist?: Identifier; ifNoneOf?: readonly Identifier[]; ifMatch?: number } => {
  refuseUnkept(request, route);
  const exist = request.headers['if-none-exist'];
  const match = request.headers['if-match'];
  if (exist !== undefined && (route.conditional !== true || typeof exist !== 'string')) {
    stop('unsupported-interaction', 'http.if-none-exist', 'no conditional create here');
  }
  const version = match === undefined ? undefined : parseVersionTag(match);
  if (match !== undefined && version === undefined) stop('stale-version', undefined, 'expected If-Match: W/"1"');
  if (typeof exist !== 'string') return compact({ ifMatch: version });
  const several = route.conditionalOnAny === true ? parseAnyCondition(exist) : undefined;
  if (several !== undefined && several.length > 1) return compact({ ifNoneOf: several, ifMatch: version });
  const ifNoneExist =
    parseCondition(exist) ??
    stop('unsupported-parameter', 'http.if-none-exist', 'If-None-Exist: identifier=system|value');
  return compact({ ifNoneExist, ifMatch: version });
};
