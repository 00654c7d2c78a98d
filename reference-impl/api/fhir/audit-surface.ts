import type { AuditEvent, Identifier } from '../../../contract/domain/index.ts';
import { Identifier as IdentifierSchema } from '../../../contract/domain/identifier.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import { isObject, type Json, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Caller } from '../../pipeline.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import type { Route } from './route.ts';

type AuditedPipeline = Pick<ReachedPipeline, 'audit' | 'references'>;

const ACTION = { POST: 'create', PUT: 'update', GET: 'read', DELETE: 'delete' } as const;

const asIdentifier = (json: Json | undefined): Identifier | undefined => {
  if (!isObject(json)) return undefined;
  const found = IdentifierSchema.safeParse({ system: json['system'], value: json['value'] });
  return found.success ? found.data : undefined;
};

/** Whom and what a body that was not understood was about, as far as it can be told. */
const about = async (
  pipeline: AuditedPipeline,
  body: JsonObject,
): Promise<{ patient?: Identifier; entity?: Identifier }> => {
  const subject = body['subject'] ?? body['patient'] ?? body['for'];
  const reference = isObject(subject) ? subject['reference'] : undefined;
  const identifiers = body['identifier'];
  return compact({
    patient: typeof reference === 'string' ? await pipeline.references.identifierOf(reference) : undefined,
    entity: Array.isArray(identifiers) ? asIdentifier((identifiers as readonly Json[])[0]) : undefined,
  });
};

/** Writes into the audit trail what the surface refused by itself. Without a route: what is not offered at all. */
export const auditRefusal = async (
  pipeline: AuditedPipeline,
  refusal: Refusal,
  request: {
    route?: Pick<Route, 'name' | 'method' | 'subject'>;
    caller?: Caller | undefined;
    body?: JsonObject | undefined;
  },
): Promise<void> => {
  const { route, caller, body } = request;
  const isOperation = route === undefined || route.name.includes('$');
  const action: AuditEvent['action'] = isOperation ? 'execute' : ACTION[route.method];
  await pipeline.audit.record({
    subject: caller === undefined || route === undefined ? 'access' : route.subject,
    action,
    outcome: 'refused',
    refusal: refusal.code,
    who: caller?.client ?? 'unknown',
    ...(body === undefined ? {} : await about(pipeline, body)),
  });
};
