import { ItemKind } from '../../../contract/domain/inbox-item.ts';
import { ITEM_KIND_SYSTEM, TASK_STATUS } from '../../../contract/wire/fhir/task.ts';
import { type Outcome, refuse, type Refusal } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import { byValue, sameJson } from '../../../contract/wire/json/same.ts';
import type { Stored } from '../../pipeline.ts';
import { type BodyOf, encodeStored } from './encode-stored.ts';
import { PAGE, TASK_STATUS_SYSTEM } from './query.ts';
import { found, readOne, written } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { stop } from './surface-refusal.ts';
import { asksForTrackers, chooseTracker, isTrackerId, readTracker, searchTrackers } from './trackers.ts';

/** `{V}/CodeSystem/item-kind|` is every item; with a code, one kind. Undefined: a code that is no kind. */
const readKind = (token: string): { kind?: ItemKind } | undefined => {
  if (token === `${ITEM_KIND_SYSTEM}|`) return {};
  const kind = ItemKind.safeParse(token.replace(`${ITEM_KIND_SYSTEM}|`, ''));
  return kind.success ? { kind: kind.data } : undefined;
};

const readStatus = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const known = Object.entries(TASK_STATUS).find(([, wire]) => wire === text);
  return known?.[0] ?? stop('unsupported-parameter', 'http.status', 'status: not a status of an item');
};

const searchItems = async (context: Context): Promise<Outcome<Reply>> => {
  const { query, links, pipeline, caller } = context;
  query.sortedBy('_lastUpdated');
  const code = readKind(query.get('code') ?? `${ITEM_KIND_SYSTEM}|`);
  if (code === undefined) stop('unsupported-parameter', 'http.code', 'code: one item kind, or all of them');
  const references = {
    owner: query.reference('owner', 'PractitionerRole', 'CareTeam'),
    patient: query.reference('patient', 'Patient'),
    order: query.reference('based-on', 'ServiceRequest'),
    reading: query.reference('focus', 'Observation'),
  };
  const keys = await links.resolve(({ identifierOf }) =>
    Object.entries(references).flatMap(([name, reference]) =>
      reference === undefined ? [] : [[name, identifierOf(reference)] as const],
    ),
  );
  if (keys.some(([, key]) => key === undefined)) return found(context, 'Task', []);
  if (query.params.getAll('_lastUpdated').some((v) => !v.startsWith('ge'))) {
    stop('unsupported-parameter', 'http._lastUpdated', '_lastUpdated: only ge');
  }
  const page = await pipeline.inbox.search(
    caller,
    compact({
      ...Object.fromEntries(keys),
      ...code,
      identifier: query.token('identifier'),
      status: readStatus(query.code('status', TASK_STATUS_SYSTEM)),
      since: query.instant('_lastUpdated', 'ge'),
      count: query.count,
      page: query.page,
    }),
  );
  return page.ok ? found(context, 'Task', page.value.entries, page.value.next) : page;
};

const search = (context: Context): Promise<Outcome<Reply>> =>
  asksForTrackers(context) ? searchTrackers(context) : searchItems(context);

/** Elements a client need not repeat, and those that change with the status by the server's hand. */
const FREE = new Set(['id', 'meta', 'text', 'status', 'statusReason', 'extension', 'lastModified']);

/** The first element that the body states otherwise than the item, or leaves out. */
const changedElement = async (context: Context, current: Stored<BodyOf['Task']>): Promise<string | undefined> => {
  const shown = await context.links.resolve(({ ref }) => encodeStored('Task', current, ref));
  const names = new Set([...Object.keys(shown), ...Object.keys(context.body)]);
  return [...names].find((name) => !FREE.has(name) && !sameJson(shown[name], context.body[name], byValue));
};

const ACTS: Readonly<Record<string, 'seen' | 'done'>> = {
  [TASK_STATUS.seen]: 'seen',
  [TASK_STATUS.done]: 'done',
};

const actOf = ({ body: { status } }: Context): 'seen' | 'done' | undefined =>
  typeof status === 'string' && Object.hasOwn(ACTS, status) ? ACTS[status] : undefined;

/** An item that a caller may not see. Who is no recipient of it is told so, whatever the body says. */
const refuseHidden = async (context: Context, { code, at, detail }: Refusal): Promise<Outcome<Reply>> => {
  const { pipeline, caller, id, ifMatch } = context;
  const wanted = actOf(context);
  // Its concept knows, and audits, whose it is.
  if (wanted !== undefined) return written(context, 'Task', await pipeline.inbox.act(caller, { id }, wanted, ifMatch));
  const isThere = code === 'not-found' && (await pipeline.references.identifierOf(`Task/${id}`)) !== undefined;
  return isThere ? stop('not-recipient', 'Task.owner') : refuse(code, at, detail);
};

/** A person's act on an item: only the status may change, and only forward. Who acts comes from the token alone. */
const act = async (context: Context): Promise<Outcome<Reply>> => {
  if (isTrackerId(context.id)) return chooseTracker(context);
  const { body, pipeline, caller, id, ifMatch } = context;
  const current = (await pipeline.read(caller, 'Task', id)) as Outcome<Stored<BodyOf['Task']>>;
  if (!current.ok) return refuseHidden(context, current.refusal);
  if (body['resourceType'] !== 'Task') stop('malformed', 'Task.resourceType', 'expected a Task');
  if (body['id'] !== undefined && body['id'] !== id) stop('bad-value', 'Task.id', 'not the id of the path');
  const status = body['status'];
  if (typeof status !== 'string') stop('missing-element', 'Task.status');
  if (ifMatch === undefined || ifMatch === current.value.version) {
    const changed = await changedElement(context, current.value);
    if (changed !== undefined) stop('immutable', `Task.${changed}`);
  }
  const wanted = actOf(context);
  if (wanted === undefined) {
    if (!Object.values(TASK_STATUS).includes(status)) stop('bad-value', 'Task.status', status.slice(0, 32));
    stop('illegal-transition', 'Task.status', `an item is not made ${status} by a person`);
  }
  return written(context, 'Task', await pipeline.inbox.act(caller, { id }, wanted, ifMatch));
};

/** The In Baskets, and the trackers of the portal: a patient's token sees the one, a clinician's the other. */
export const TASKS: readonly Route[] = [
  {
    name: 'Task.read',
    method: 'GET',
    path: '/Task/:id',
    roles: ['ehr', 'clinician', 'portal'],
    subject: 'item',
    handle: (context) => (isTrackerId(context.id) ? readTracker(context) : readOne('Task')(context)),
  },
  {
    name: 'Task.update',
    method: 'PUT',
    path: '/Task/:id',
    roles: ['clinician', 'portal'],
    subject: 'item',
    handle: act,
  },
  {
    name: 'Task.search',
    method: 'GET',
    path: '/Task',
    roles: ['ehr', 'clinician', 'portal'],
    parameters: [
      { name: 'code', type: 'token' },
      { name: '_lastUpdated', type: 'date' },
      { name: 'owner', type: 'reference' },
      { name: 'patient', type: 'reference' },
      { name: 'based-on', type: 'reference' },
      { name: 'focus', type: 'reference' },
      { name: 'identifier', type: 'token' },
      { name: 'status', type: 'token' },
      { name: '_sort', type: 'special' },
      { name: '_count', type: 'special' },
      { name: PAGE, type: 'special' },
    ],
    subject: 'item',
    handle: search,
  },
];
