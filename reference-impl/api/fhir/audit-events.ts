import type { Identifier } from '../../../contract/domain/index.ts';
import { REFUSAL_SYSTEM } from '../../../contract/wire/fhir/outcome.ts';
import { oneSearchValue } from '../../../contract/wire/fhir/search-token.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import { dateBounds } from './date-bounds.ts';
import { PAGE, type SearchQuery } from './query.ts';
import { patientOf } from './patient-parameter.ts';
import { found, readOne } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { stop } from './surface-refusal.ts';

const OUTCOME_SYSTEM = 'http://hl7.org/fhir/audit-event-outcome';
/** Codes of R4; the last two, serious and major failure, are never given. */
const OUTCOMES: Readonly<Record<string, 'ok' | 'refused' | 'none'>> = {
  '0': 'ok',
  '4': 'refused',
  '8': 'none',
  '12': 'none',
};

const outcomeOf = (query: SearchQuery): 'ok' | 'refused' | 'none' | undefined => {
  const code = query.code('outcome', OUTCOME_SYSTEM);
  if (code === undefined) return undefined;
  const known = Object.hasOwn(OUTCOMES, code) ? OUTCOMES[code] : undefined;
  return known ?? stop('unsupported-parameter', 'http.outcome', 'outcome: expected 0, 4, 8 or 12');
};

const refusalOf = (query: SearchQuery): string | undefined => {
  const subtype = query.token('subtype');
  if (subtype === undefined) return undefined;
  if (subtype.system !== REFUSAL_SYSTEM)
    stop('unsupported-parameter', 'http.subtype', `subtype: only ${REFUSAL_SYSTEM}`);
  return subtype.value;
};

/** What was acted on: by its logical id or, as what was refused never had one, by its business key. */
const entityOf = async ({ query, links }: Context): Promise<Identifier | 'nothing' | undefined> => {
  const text = query.get('entity');
  const key = query.token('entity:identifier');
  if (text === undefined) return key;
  if (key !== undefined) stop('unsupported-parameter', 'http.entity', 'entity is given twice');
  // A list would else be taken for something that does not exist, of which nothing was ever written.
  const reference = oneSearchValue(text);
  if (reference?.includes('/') !== true) stop('unsupported-parameter', 'http.entity', 'entity: expected one Type/id');
  return (await links.resolve(({ identifierOf }) => identifierOf(reference))) ?? 'nothing';
};

const search = async (context: Context): Promise<Outcome<Reply>> => {
  const { query, pipeline, caller } = context;
  const patient = await patientOf(context, 'patient');
  const entity = await entityOf(context);
  const outcome = outcomeOf(query);
  const refusal = refusalOf(query);
  const bounds =
    dateBounds(query.params.getAll('date')) ??
    stop('unsupported-parameter', 'http.date', 'date: expected ge, gt, le or lt and an instant with an offset');
  if (patient === 'nobody' || entity === 'nothing' || outcome === 'none') return found(context, 'AuditEvent', []);
  const page = await pipeline.audit.search(
    caller,
    compact({ patient, entity, refusal, outcome, ...bounds, count: query.count, page: query.page }),
  );
  return page.ok ? found(context, 'AuditEvent', page.value.entries, page.value.next) : page;
};

/** The audit trail; nobody writes it from outside. */
export const AUDIT_EVENTS: readonly Route[] = [
  {
    name: 'AuditEvent.read',
    method: 'GET',
    path: '/AuditEvent/:id',
    roles: ['auditor'],
    subject: 'access',
    handle: readOne('AuditEvent'),
  },
  {
    name: 'AuditEvent.search',
    method: 'GET',
    path: '/AuditEvent',
    roles: ['auditor'],
    parameters: [
      { name: 'patient', type: 'reference' },
      { name: 'date', type: 'date' },
      { name: 'subtype', type: 'token' },
      { name: 'entity', type: 'reference' },
      // A modifier of `entity`; R4's CapabilityStatement names parameters without their modifiers.
      { name: 'entity:identifier', type: 'special' },
      { name: 'outcome', type: 'token' },
      { name: '_count', type: 'special' },
      { name: PAGE, type: 'special' },
    ],
    subject: 'access',
    handle: search,
  },
];
