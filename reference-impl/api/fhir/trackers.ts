import { searchset } from '../../../contract/wire/fhir/bundle.ts';
import { encodeTracker, PORTAL_ACTIVITY, trackerStateOf } from '../../../contract/wire/fhir/tracker.ts';
import { accept, type Outcome } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import { sameJson } from '../../../contract/wire/json/same.ts';
import type { PortalTracker, Stored } from '../../pipeline.ts';
import { patientOf } from './patient-parameter.ts';
import { PAGE, TASK_STATUS_SYSTEM } from './query.ts';
import type { Context, Reply } from './route.ts';
import { stop } from './surface-refusal.ts';

/** Ids of trackers are none of an item's, so that one Task can be told from the other by its place. */
export const isTrackerId = (id: string): boolean => id.startsWith('tracker-');

const CODES: readonly string[] = [`${PORTAL_ACTIVITY}|`, `${PORTAL_ACTIVITY}|tracker`];
export const asksForTrackers = ({ query }: Context): boolean => CODES.includes(query.get('code') ?? '');

const PARAMETERS: readonly string[] = ['code', 'patient', 'status', '_count', '_format', PAGE];

/** Ids of one server count upwards: a longer one is a later one. */
const isAfter = (id: string, mark: string): boolean =>
  id.length === mark.length ? id > mark : id.length > mark.length;

const encode = ({ links }: Context, stored: Stored<PortalTracker>) =>
  links.resolve(({ ref }) => encodeTracker(stored.body, ref, stored));

const replyWith = (context: Context, stored: Stored<PortalTracker>): Reply => ({
  status: 200,
  resource: () => encode(context, stored),
  etag: `W/"${stored.version}"`,
  lastModified: stored.lastUpdated,
});

/** What the portal shows the patient whose token it is. */
export const searchTrackers = async (context: Context): Promise<Outcome<Reply>> => {
  const { query, pipeline, caller, links } = context;
  for (const name of query.params.keys())
    if (!PARAMETERS.includes(name)) stop('unsupported-parameter', `http.${name}`, `${name}: not of a tracker`);
  const patient =
    (await patientOf(context, 'patient')) ?? stop('unsupported-parameter', 'http.patient', 'patient is needed');
  if (patient === 'nobody') stop('patient-not-authorised');
  const status = query.code('status', TASK_STATUS_SYSTEM);
  const state = status === undefined ? undefined : trackerStateOf(status);
  if (status !== undefined && state === undefined)
    stop('unsupported-parameter', 'http.status', 'status: not a status of a tracker');
  const { page, count } = query;
  if (page !== undefined && !isTrackerId(page))
    stop('unsupported-parameter', `http.${PAGE}`, `${PAGE}: not a mark of this server`);
  const trackers = await pipeline.portal.trackers(caller, patient);
  if (!trackers.ok) return trackers;
  const rest = trackers.value.filter(
    ({ id, body }) => (state === undefined || body.state === state) && (page === undefined || isAfter(id, page)),
  );
  const shown = rest.slice(0, count);
  const url = (mark?: string): string => {
    const params = new URLSearchParams(query.params);
    if (mark !== undefined) params.set(PAGE, mark);
    return `${links.base}/Task?${params.toString()}`;
  };
  const to = compact({ self: url(), next: rest.length > count ? url(shown.at(-1)?.id) : undefined });
  const resources = await Promise.all(shown.map((tracker) => encode(context, tracker)));
  return accept({ status: 200, resource: () => searchset(links.base, resources, to) });
};

export const readTracker = async (context: Context): Promise<Outcome<Reply>> => {
  const found = await context.pipeline.portal.tracker(context.caller, context.id);
  return found.ok ? accept(replyWith(context, found.value)) : found;
};

/** Elements a client need not repeat, and those that change with the status by the server's hand. */
const FREE = new Set(['id', 'meta', 'text', 'status', 'businessStatus', 'extension', 'lastModified']);

const CHOICES = { picked: 'picked', disconnected: 'disconnected' } as const;
const isChoice = (state: string): state is keyof typeof CHOICES => Object.hasOwn(CHOICES, state);

/** The patient picks a tracker, or disconnects it; everything else about it is the server's to say. */
export const chooseTracker = async (context: Context): Promise<Outcome<Reply>> => {
  const { body, pipeline, caller, id, ifMatch } = context;
  if (body['resourceType'] !== 'Task') stop('malformed', 'Task.resourceType', 'expected a Task');
  if (body['id'] !== undefined && body['id'] !== id) stop('bad-value', 'Task.id', 'not the id of the path');
  const status = body['status'];
  if (typeof status !== 'string') stop('missing-element', 'Task.status');
  const current = await pipeline.portal.tracker(caller, id);
  if (!current.ok) return current;
  const shown = await encode(context, current.value);
  const changed = [...new Set([...Object.keys(shown), ...Object.keys(body)])].find(
    (name) => !FREE.has(name) && !sameJson(shown[name], body[name]),
  );
  if (changed !== undefined) stop('immutable', `Task.${changed}`);
  const state = trackerStateOf(status) ?? stop('bad-value', 'Task.status', status.slice(0, 32));
  if (!isChoice(state)) {
    if (ifMatch !== undefined && ifMatch !== current.value.version) stop('stale-version');
    if (state === current.value.body.state) return accept(replyWith(context, current.value));
    stop('illegal-transition', 'Task.status', `a tracker is not made ${status} by a patient`);
  }
  const chosen = await pipeline.portal.choose(caller, current.value.body.order, state, ifMatch);
  if (!chosen.ok) return chosen;
  const after = await pipeline.portal.tracker(caller, id);
  if (!after.ok) return after;
  const location = `${context.links.base}/Task/${id}/_history/${after.value.version}`;
  return accept({ ...replyWith(context, after.value), location });
};
